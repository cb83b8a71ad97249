using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>What every table port must do; run on each implementation.</summary>
public abstract class TableStoreCompliance
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    internal abstract ITableStore NewStore();

    [Fact]
    public async Task Find_MissingRow_Null()
    {
        var store = await CreateAsync();

        Assert.Null(await store.FindAsync("p", "none", s_none));
    }

    [Fact]
    public async Task Insert_AllKindsOfValues_ComeBack()
    {
        var store = await CreateAsync();
        var time = new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.FromHours(8)).AddTicks(1234567);
        var row = Row("r", ("text", "公开 \"报告\" 😀\\\n"), ("number", 5_000_000_000L), ("flag", true), ("time", time), ("empty", ""));

        Assert.True(await store.InsertAsync(row, s_none));

        var found = await store.FindAsync("p", "r", s_none);
        Assert.NotNull(found);
        Assert.Equal("公开 \"报告\" 😀\\\n", found.Text("text"));
        Assert.Equal("", found.Text("empty"));
        Assert.Equal(5_000_000_000L, found.Number("number"));
        Assert.True(found.Flag("flag"));
        Assert.Equal(time, found.Time("time"));
        Assert.NotNull(found.ETag);
        Assert.NotNull(found.Timestamp);
    }

    [Fact]
    public async Task Insert_ExistingRow_FalseAndUnchanged()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("r", ("n", 1L)), s_none);

        Assert.False(await store.InsertAsync(Row("r", ("n", 2L)), s_none));

        Assert.Equal(1, (await store.FindAsync("p", "r", s_none))!.Number("n"));
    }

    [Fact]
    public async Task Commit_InsertReplaceDelete_AllTakeEffect()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("a", ("n", 1L), ("old", "x")), s_none);
        await store.InsertAsync(Row("b"), s_none);
        var etag = (await store.FindAsync("p", "a", s_none))!.ETag!;

        var outcome = await store.CommitAsync(
            "p",
            [new RowOperation.Replace(Row("a", ("n", 2L)), etag), new RowOperation.Insert(Row("c")), new RowOperation.Delete("b")],
            s_none
        );

        var committed = Assert.IsType<BatchOutcome.Committed>(outcome);
        var a = await store.FindAsync("p", "a", s_none);
        Assert.Equal(committed.ETags[0], a!.ETag);
        Assert.NotEqual(etag, a.ETag);
        Assert.Equal(2, a.Number("n"));
        Assert.Null(a.Text("old"));
        Assert.NotNull(await store.FindAsync("p", "c", s_none));
        Assert.Null(await store.FindAsync("p", "b", s_none));
    }

    [Fact]
    public async Task Commit_StaleVersion_Refused412AndNothingWritten()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("!", ("n", 1L)), s_none);
        var etag = (await store.FindAsync("p", "!", s_none))!.ETag!;
        await store.CommitAsync("p", [new RowOperation.Replace(Row("!", ("n", 2L)), etag)], s_none);

        var outcome = await store.CommitAsync(
            "p",
            [new RowOperation.Insert(Row("x")), new RowOperation.Replace(Row("!", ("n", 3L)), etag)],
            s_none
        );

        Assert.Equal(412, Assert.IsType<BatchOutcome.Refused>(outcome).Status);
        Assert.Null(await store.FindAsync("p", "x", s_none));
        Assert.Equal(2, (await store.FindAsync("p", "!", s_none))!.Number("n"));
    }

    [Fact]
    public async Task Commit_InsertOfExistingRow_Refused409WithItsIndex()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("taken"), s_none);

        var outcome = await store.CommitAsync("p", [new RowOperation.Insert(Row("x")), new RowOperation.Insert(Row("taken"))], s_none);

        var refused = Assert.IsType<BatchOutcome.Refused>(outcome);
        Assert.Equal((409, 1), (refused.Status, refused.Index));
        Assert.Null(await store.FindAsync("p", "x", s_none));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_MissingRow_Refused404(bool delete)
    {
        var store = await CreateAsync();
        RowOperation operation = delete ? new RowOperation.Delete("none") : new RowOperation.Replace(Row("none"), RowOperation.AnyETag);

        var outcome = await store.CommitAsync("p", [new RowOperation.Insert(Row("x")), operation], s_none);

        Assert.Equal(404, Assert.IsType<BatchOutcome.Refused>(outcome).Status);
        Assert.Null(await store.FindAsync("p", "x", s_none));
    }

    [Fact]
    public async Task Commit_100Rows_Written()
    {
        var store = await CreateAsync();

        var outcome = await store.CommitAsync("p", Inserts(100), s_none);

        Assert.IsType<BatchOutcome.Committed>(outcome);
        Assert.Equal(100, (await store.QueryAsync(new RowRange("p", "r", "s"), null, 1000, s_none)).Rows.Count);
    }

    [Fact]
    public async Task Commit_101Rows_Invalid()
    {
        var store = await CreateAsync();

        var problem = await Assert.ThrowsAsync<TableStoreException>(() => store.CommitAsync("p", Inserts(101), s_none));

        Assert.Equal(TableFault.Invalid, problem.Fault);
    }

    [Fact]
    public async Task Commit_RowTwice_Invalid()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("r"), s_none);

        var problem = await Assert.ThrowsAsync<TableStoreException>(() =>
            store.CommitAsync("p", [new RowOperation.Replace(Row("r"), "*"), new RowOperation.Delete("r")], s_none)
        );

        Assert.Equal(TableFault.Invalid, problem.Fault);
    }

    [Fact]
    public async Task Commit_LargeRows_Written()
    {
        var store = await CreateAsync();
        var text = string.Concat(Enumerable.Repeat("政府信息公开", 5_000));

        var outcome = await store.CommitAsync(
            "p",
            [.. Enumerable.Range(0, 12).Select(i => new RowOperation.Insert(Row($"r{i:D2}", ("d", text))))],
            s_none
        );

        Assert.IsType<BatchOutcome.Committed>(outcome);
        Assert.Equal(text, (await store.FindAsync("p", "r11", s_none))!.Text("d"));
    }

    [Theory]
    [InlineData(32_768, true)]
    [InlineData(32_769, false)]
    public async Task Insert_TextAtTheLimit_WrittenOrInvalid(int length, bool fits)
    {
        var store = await CreateAsync();
        var row = Row("r", ("d", new string('x', length)));

        if (fits)
        {
            Assert.True(await store.InsertAsync(row, s_none));
        }
        else
        {
            Assert.Equal(TableFault.Invalid, (await Assert.ThrowsAsync<TableStoreException>(() => store.InsertAsync(row, s_none))).Fault);
        }
    }

    [Fact]
    public async Task Insert_256PropertiesOr1MiB_Invalid()
    {
        var store = await CreateAsync();
        var many = Row("many", [.. Enumerable.Range(0, 253).Select(i => ($"p{i}", (object)"x"))]);
        var large = Row("large", [.. Enumerable.Range(0, 17).Select(i => ($"p{i}", (object)new string('x', 32_000)))]);

        Assert.Equal(TableFault.Invalid, (await Assert.ThrowsAsync<TableStoreException>(() => store.InsertAsync(many, s_none))).Fault);
        Assert.Equal(TableFault.Invalid, (await Assert.ThrowsAsync<TableStoreException>(() => store.InsertAsync(large, s_none))).Fault);
    }

    [Fact]
    public async Task Query_Range_OrdinalOrderFromInclusiveToExclusive()
    {
        var store = await CreateAsync();
        foreach (var key in (string[])["m|b|2", "m|b|1", "m|b}", "m|B|1", "m|a|1", "m|b|", "n"])
        {
            await store.InsertAsync(Row(key), s_none);
        }

        var page = await store.QueryAsync(new RowRange("p", "m|b|", "m|b}"), null, 1000, s_none);

        Assert.Equal(["m|b|", "m|b|1", "m|b|2"], page.Rows.Select(row => row.RowKey));
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Query_MoreThanAPage_ContinuationLeadsThrough()
    {
        var store = await CreateAsync();
        await store.CommitAsync("p", Inserts(95), s_none);
        var keys = new List<string>();
        string? continuation = null;
        var pages = 0;
        do
        {
            var page = await store.QueryAsync(new RowRange("p", "r", "s"), continuation, 40, s_none);
            keys.AddRange(page.Rows.Select(row => row.RowKey));
            continuation = page.Continuation;
            pages++;
        } while (continuation is not null);

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 95).Select(i => $"r{i:D4}"), keys);
    }

    [Fact]
    public async Task Query_Filtered_OnlyRowsThatMeetItInPages()
    {
        var store = await CreateAsync();

        // Azurite compares times to the millisecond: who asks finer must look again.
        var day = DateTimeOffset.UnixEpoch.AddDays(1).AddMilliseconds(1);
        await store.InsertAsync(Row("r1", ("text", "a"), ("number", 1L), ("time", day.AddMilliseconds(-1))), s_none);
        await store.InsertAsync(Row("r2", ("text", "it's 年报"), ("number", 2L), ("time", day)), s_none);
        await store.InsertAsync(Row("r3", ("text", "b"), ("number", 3L), ("time", day.AddMilliseconds(1))), s_none);

        Assert.Equal("r2", await FilteredAsync(store, new RowCondition("text", RowComparison.Equal, "it's 年报")));
        Assert.Equal("r2", await FilteredAsync(store, new RowCondition("number", RowComparison.Equal, 2L)));
        Assert.Equal("r2 r3", await FilteredAsync(store, new RowCondition("number", RowComparison.AtLeast, 2L)));
        Assert.Equal("r2 r3", await FilteredAsync(store, new RowCondition("time", RowComparison.AtLeast, day)));
        Assert.Equal("r1 r2", await FilteredAsync(store, new RowCondition("time", RowComparison.AtMost, day)));
        Assert.Equal("", await FilteredAsync(store, new RowCondition("none", RowComparison.AtMost, 5L)));
    }

    [Fact]
    public async Task Query_FilterOfGroups_EachGroupMetByOneOfItsConditions()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("r1", ("kind", 1L), ("name", "a")), s_none);
        await store.InsertAsync(Row("r2", ("kind", 3L), ("name", "a")), s_none);
        await store.InsertAsync(Row("r3", ("kind", 3L), ("name", "b")), s_none);
        await store.InsertAsync(Row("r4", ("kind", 2L), ("name", "a")), s_none);
        var filter = new RowFilter([
            [new RowCondition("kind", RowComparison.Equal, 1L), new RowCondition("kind", RowComparison.Equal, 3L)],
            [new RowCondition("name", RowComparison.Equal, "a")],
        ]);

        var page = await store.QueryAsync(new RowRange("p", "r", "s") { Filter = filter }, null, 10, s_none);

        Assert.Equal(["r1", "r2"], page.Rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task Query_OtherPartition_NotSeen()
    {
        var store = await CreateAsync();
        await store.InsertAsync(new TableRow("q", "r"), s_none);

        Assert.Empty((await store.QueryAsync(new RowRange("p", "a", "z"), null, 10, s_none)).Rows);
    }

    private static async Task<string> FilteredAsync(ITableStore store, RowCondition condition)
    {
        var range = new RowRange("p", "r", "s")
        {
            Filter = new RowFilter([
                [condition],
            ]),
        };
        var keys = new List<string>();
        string? continuation = null;
        do
        {
            var page = await store.QueryAsync(range, continuation, 1, s_none);
            keys.AddRange(page.Rows.Select(row => row.RowKey));
            continuation = page.Continuation;
        } while (continuation is not null);

        return string.Join(' ', keys);
    }

    [Fact]
    public async Task Find_EscapedKeys_Work()
    {
        var store = await CreateAsync();
        var key = "i|" + Hub.Log.LogKeys.Escape("620700082-2020:secrecy:1 /#?\\ '%+&中文😀@");
        await store.InsertAsync(Row(key, ("n", 1L)), s_none);

        Assert.Equal(1, (await store.FindAsync("p", key, s_none))!.Number("n"));
        var outcome = await store.CommitAsync(
            "p",
            [new RowOperation.Replace(Row(key, ("n", 2L)), RowOperation.AnyETag), new RowOperation.Insert(Row("other"))],
            s_none
        );
        Assert.IsType<BatchOutcome.Committed>(outcome);
        Assert.Single((await store.QueryAsync(new RowRange("p", "i|", "i}"), null, 10, s_none)).Rows);
    }

    [Fact]
    public async Task AnyCall_TableMissing_SaysSo()
    {
        var store = NewStore();

        var find = await Assert.ThrowsAsync<TableStoreException>(() => store.CommitAsync("p", [new RowOperation.Insert(Row("r"))], s_none));
        var query = await Assert.ThrowsAsync<TableStoreException>(() => store.QueryAsync(new RowRange("p", "a", "b"), null, 10, s_none));

        Assert.Equal(TableFault.TableMissing, find.Fault);
        Assert.Equal(TableFault.TableMissing, query.Fault);
    }

    [Fact]
    public async Task AnyCall_Answered_ServiceDateIsSeen()
    {
        var store = await CreateAsync();
        DateTimeOffset? seen = null;
        store.ServerDateSeen = date => seen = date;

        await store.FindAsync("p", "r", s_none);

        Assert.NotNull(seen);
    }

    [Fact]
    public async Task Commit_ManyAtOnceOnOneVersion_OneWins()
    {
        var store = await CreateAsync();
        await store.InsertAsync(Row("!"), s_none);
        var etag = (await store.FindAsync("p", "!", s_none))!.ETag!;

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    store.CommitAsync("p", [new RowOperation.Replace(Row("!"), etag), new RowOperation.Insert(Row($"w{i}"))], s_none)
                )
        );

        Assert.Single(outcomes.OfType<BatchOutcome.Committed>());
        Assert.Single((await store.QueryAsync(new RowRange("p", "w", "x"), null, 10, s_none)).Rows);
    }

    private async Task<ITableStore> CreateAsync()
    {
        var store = NewStore();
        await store.CreateAsync(s_none);
        return store;
    }

    private static List<RowOperation> Inserts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new RowOperation.Insert(Row($"r{i:D4}")))];

    private static TableRow Row(string key, params (string Name, object Value)[] properties) =>
        new("p", key) { Properties = properties.ToDictionary(p => p.Name, p => p.Value) };
}

/// <summary>On memory.</summary>
public sealed class MemoryTableStoreTests : TableStoreCompliance
{
    internal override ITableStore NewStore() => new MemoryTableStore(TimeProvider.System);
}

/// <summary>On Azurite.</summary>
public sealed class AzureTableStoreTests(Testing.AzuriteFixture azurite) : TableStoreCompliance
{
    internal override ITableStore NewStore() =>
        new AzureTableStore(TaskHubStorage.CreateTables(azurite.ConnectionString), Testing.AzuriteFixture.UniqueName("compliance"));
}
