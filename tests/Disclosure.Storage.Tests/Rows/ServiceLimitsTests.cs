using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Tests.Rows;

public sealed class ServiceLimitsTests
{
    [Fact]
    public void CheckRow_StringAtTheLimit_Passes() => ServiceLimits.CheckRow(Row(("Text", new string('长', 32_768))));

    [Fact]
    public void CheckRow_StringOneOver_Refused() => Refused(Row(("Text", new string('长', 32_769))), "property Text with 32769");

    [Fact]
    public void CheckRow_PropertiesAtTheLimit_Passes() => ServiceLimits.CheckRow(Row(Many(252)));

    [Fact]
    public void CheckRow_OnePropertyTooMany_Refused() => Refused(Row(Many(253)), "253 properties");

    [Fact]
    public void CheckRow_MoreThanOneMebibyte_Refused()
    {
        var texts = Enumerable.Range(0, 16).Select(n => ($"T{n}", (object)new string('x', 32_768))).ToArray();

        ServiceLimits.CheckRow(Row(texts[..15]));
        Refused(Row(texts), "bytes");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public void CheckRow_KeyWithARefusedCharacter_Refused(string key)
    {
        Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckRow(new TableEntity("p", key)));
        Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckRow(new TableEntity(key, "r")));
    }

    [Fact]
    public void CheckRow_KeyLength_IsBounded()
    {
        ServiceLimits.CheckRow(new TableEntity("p", new string('k', 512)));
        Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckRow(new TableEntity("p", new string('k', 513))));
    }

    [Fact]
    public void CheckTransaction_HundredRows_PassesAndOneMoreIsRefused()
    {
        var actions = Enumerable.Range(0, 101).Select(n => Add(new TableEntity("p", $"r{n}"))).ToList();

        ServiceLimits.CheckTransaction(actions[..100]);
        Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckTransaction(actions));
        Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckTransaction([]));
    }

    [Fact]
    public void CheckTransaction_TwoPartitionsOrARowTwice_Refused()
    {
        Assert.Throws<StorageLimitException>(() =>
            ServiceLimits.CheckTransaction([Add(new TableEntity("p", "r")), Add(new TableEntity("q", "s"))])
        );
        Assert.Throws<StorageLimitException>(() =>
            ServiceLimits.CheckTransaction([Add(new TableEntity("p", "r")), Add(new TableEntity("p", "r"))])
        );
    }

    [Fact]
    public void CheckTransaction_MoreThanFourMebibytesOnTheWire_Refused()
    {
        // Chinese is escaped on the wire as six bytes a character: 22 rows of 32,000 are over 4 MiB, though under 2 MiB in the table.
        var actions = Enumerable.Range(0, 22).Select(n => Add(Row($"r{n}", ("Text", new string('长', 32_000))))).ToList();

        ServiceLimits.CheckTransaction(actions[..21]);
        Assert.Contains(
            "on the wire",
            Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckTransaction(actions)).Message,
            StringComparison.Ordinal
        );
    }

    private static void Refused(TableEntity row, string because) =>
        Assert.Contains(because, Assert.Throws<StorageLimitException>(() => ServiceLimits.CheckRow(row)).Message, StringComparison.Ordinal);

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static (string, object)[] Many(int count) => [.. Enumerable.Range(0, count).Select(n => ($"P{n}", (object)n))];

    private static TableEntity Row(params (string Name, object Value)[] properties) => Row("r", properties);

    private static TableEntity Row(string key, params (string Name, object Value)[] properties)
    {
        var row = new TableEntity("p", key);
        foreach (var (name, value) in properties)
        {
            row[name] = value;
        }

        return row;
    }
}
