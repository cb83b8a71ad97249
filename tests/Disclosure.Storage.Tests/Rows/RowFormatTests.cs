using Azure.Data.Tables;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Tests.Rows;

public sealed class RowFormatTests
{
    private static readonly RowFormat<StoredDecision> s_format = new(2);

    [Theory]
    [InlineData(0)]
    [InlineData(32_000)]
    [InlineData(32_766)]
    [InlineData(60_000)]
    public void Write_AnyLength_IsReadBack(int length)
    {
        // An odd character before the pairs moves the cuts against them.
        foreach (var shift in (string[])["", "x"])
        {
            var comment = shift + string.Concat(Enumerable.Repeat("😀", length / 2));
            var row = s_format.Checked("p", "r", Some.Decision() with { Comment = comment });

            Assert.Equal(comment, s_format.Read(row).Comment);
            Assert.All(
                row.Select(property => property.Value).OfType<string>(),
                text => Assert.False(text.Length > 0 && char.IsLowSurrogate(text[0]))
            );
        }
    }

    [Fact]
    public void Checked_MoreThanARowHolds_Refused() =>
        Assert.Throws<StorageLimitException>(() =>
            s_format.Checked("p", "r", Some.Decision() with { Comment = new string('长', 530_000) })
        );

    [Fact]
    public void Read_OlderSchema_Reads() =>
        Assert.Equal("同意公开", s_format.Read(new RowFormat<StoredDecision>(1).Write("p", "r", Some.Decision())).Comment);

    [Fact]
    public void Read_NewerSchema_RefusedWithBothNumbers()
    {
        var row = new RowFormat<StoredDecision>(3).Write("p", "r", Some.Decision());

        var refused = Assert.Throws<UnknownSchemaException>(() => s_format.Read(row));
        Assert.Contains("schema 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains("up to 2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"round\":1,\"stage\":\"s\",\"personId\":\"p\",\"kind\":\"Nonsense\",\"digest\":\"x\"}")]
    [InlineData("{\"round\":1,\"stage\":null,\"personId\":\"p\",\"kind\":\"Approve\",\"digest\":\"x\"}")]
    public void Read_BodyOfNoSuchRecord_Damaged(string? body) =>
        Assert.Throws<DamagedRowException>(() => s_format.Read(new TableEntity("p", "r") { ["V"] = 1, ["Body"] = body }));

    [Fact]
    public void Read_NoVersion_Damaged() =>
        Assert.Throws<DamagedRowException>(() => s_format.Read(new TableEntity("p", "r") { ["Body"] = "{}" }));
}
