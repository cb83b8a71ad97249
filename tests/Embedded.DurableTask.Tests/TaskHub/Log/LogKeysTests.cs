using CsCheck;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.Log;

/// <summary>Row keys: legal, one to one, in order.</summary>
public sealed class LogKeysTests
{
    [Fact]
    public void Escape_AnyId_IsALegalKeyAndOneToOne() =>
        Gen.Select(Gen.String, Gen.String)
            .Sample(
                (a, b) =>
                {
                    var (x, y) = (LogKeys.Escape(a), LogKeys.Escape(b));
                    Assert.Null(RowLimits.Check(new TableRow("s000", LogKeys.History(x, 0, 0))));
                    Assert.DoesNotContain('|', x);
                    Assert.Equal(string.Equals(a, b, StringComparison.Ordinal), string.Equals(x, y, StringComparison.Ordinal));
                }
            );

    [Theory]
    [InlineData("620700082-2020:secrecy:1", "620700082-2020:secrecy:1")]
    [InlineData("a/b", "a~002fb")]
    [InlineData("a~b", "a~007eb")]
    [InlineData("公开", "~516c~5f00")]
    [InlineData("A", "A")]
    public void Escape_KnownIds_NeverChange(string id, string key) => Assert.Equal(key, LogKeys.Escape(id));

    [Fact]
    public void Escape_TooLongForAKey_EndsInAHashAndStaysDistinct()
    {
        var a = LogKeys.Escape(new string('长', 500) + "a");
        var b = LogKeys.Escape(new string('长', 500) + "b");

        Assert.NotEqual(a, b);
        Assert.True(a.Length <= 400);
    }

    [Theory]
    [InlineData("620700082-2020", 4, 1)]
    [InlineData("x", 4, 1)]
    [InlineData("公开", 7, 5)]
    public void HomeShard_KnownIds_NeverChange(string id, int shards, int home) =>
        // A stored fact: an id hashed otherwise would be looked for in the wrong shard.
        Assert.Equal(home, LogKeys.HomeShard(id, shards));

    [Fact]
    public void History_Sequence_OrdersAsNumbers()
    {
        var keys = Enumerable.Range(0, 1_200).Select(i => LogKeys.History("x", i / 400, i % 400)).ToList();

        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Of_OneInstance_DoesNotTakeAnotherWhoseIdBeginsTheSame()
    {
        var span = LogKeys.Of('h', "x");

        Assert.True(Contains(span, LogKeys.History("x", 3, 5)));
        Assert.False(Contains(span, LogKeys.History("x1", 0, 0)));
        Assert.False(Contains(span, LogKeys.History("x:1", 0, 0)));
        Assert.False(Contains(span, LogKeys.History("w", 0, 0)));
    }

    [Fact]
    public void IdsFrom_Prefix_TakesExactlyThose()
    {
        var span = LogKeys.IdsFrom('i', "a/");

        Assert.True(Contains(span, LogKeys.Instance(LogKeys.Escape("a/b"))));
        Assert.True(Contains(span, LogKeys.Instance(LogKeys.Escape("a/文"))));
        Assert.False(Contains(span, LogKeys.Instance(LogKeys.Escape("a"))));
        Assert.False(Contains(span, LogKeys.Instance(LogKeys.Escape("ab"))));
        Assert.True(Contains(LogKeys.IdsFrom('i', ""), LogKeys.Instance("~")));
    }

    private static bool Contains(RowSpan span, string key) =>
        string.CompareOrdinal(key, span.From) >= 0 && string.CompareOrdinal(key, span.To) < 0;
}
