using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Operating;

/// <summary>Listing instances: what is found, how pages are cut, and what it costs.</summary>
public sealed class ListTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1_000)]
    public async Task List_AnyPageSize_EveryPageFullButTheLastAndNothingTwice(int size)
    {
        await using var world = new HubWorld { Shards = 3 };
        var process = await world.StartAsync();
        await StartAsync(world, process, "Wait", Enumerable.Range(0, 12).Select(i => $"w{i}"));
        await StartAsync(world, process, "Echo", Enumerable.Range(0, 9).Select(i => $"e{i}"));
        foreach (
            var (query, count) in new[]
            {
                (new InstanceQuery(), 21),
                (new InstanceQuery { Name = "Echo" }, 9),
                (new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Completed) }, 9),
                (new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Running) }, 12),
                (new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed) }, 21),
                (new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Failed) }, 0),
                (new InstanceQuery { IdPrefix = "w1" }, 3),
                (new InstanceQuery { IdPrefix = "w1", Statuses = Only(OrchestrationRuntimeStatus.Running) }, 3),
            }
        )
        {
            var pages = await PagesAsync(world, process, query with { PageSize = size });

            Assert.All(pages.SkipLast(1), page => Assert.Equal(size, page.Count));
            Assert.Equal(count == 0 ? 1 : (count + size - 1) / size, pages.Count);
            var ids = pages.SelectMany(page => page).ToList();
            Assert.Equal(count, ids.Count);
            Assert.Equal(count, ids.Distinct().Count());
        }
    }

    [Fact]
    public async Task List_ByTimeAndTag_BothEndsIncluded()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 4; i++)
        {
            var options = new StartOrchestrationOptions($"t{i}")
            {
                Tags = new Dictionary<string, string> { ["organ"] = i < 2 ? "甲" : "乙" },
            };
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, options));
            times.Add((await world.Await(process.Client.GetInstanceAsync($"t{i}", s_none)))!.CreatedAt);
            await world.Settle(1_000);
        }

        Assert.Equal("t1 t2", await IdsAsync(world, process, new InstanceQuery { CreatedFrom = times[1], CreatedTo = times[2] }));
        Assert.Equal("t2 t3", await IdsAsync(world, process, new InstanceQuery { CreatedFrom = times[1].AddTicks(1) }));
        Assert.Equal("t2 t3", await IdsAsync(world, process, new InstanceQuery { Tag = TagFilter.Parse("organ=乙") }));
        Assert.Equal("t0 t1 t2 t3", await IdsAsync(world, process, new InstanceQuery { Tag = TagFilter.Parse("organ") }));
        Assert.Equal("", await IdsAsync(world, process, new InstanceQuery { Tag = TagFilter.Parse("Organ=甲") }));
        Assert.Equal("t1", await IdsAsync(world, process, new InstanceQuery { Tag = TagFilter.Parse("organ=甲"), CreatedFrom = times[1] }));
        Assert.Null(TagFilter.Parse("=x"));
    }

    [Fact]
    public async Task List_ParkedInstance_CountsAsSuspendedNotAsRunning()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await world.Await(
            process.Client.ScheduleNewOrchestrationInstanceAsync("NoSuchCode", null, new StartOrchestrationOptions("parked"))
        );
        await world.UntilInstance(process.Client, "parked", m => m.RuntimeStatus == OrchestrationRuntimeStatus.Suspended, "parked");

        Assert.Equal("parked", await IdsAsync(world, process, new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Suspended) }));
        Assert.Equal("", await IdsAsync(world, process, new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Pending) }));
    }

    [Fact]
    public async Task List_InstancesComeAndGoBetweenPages_TheOthersOnceEach()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await StartAsync(world, process, "Echo", Enumerable.Range(0, 8).Select(i => $"x{i}"));
        var first = await world.Await(process.Hub.Runtime.Operator.ListAsync(new InstanceQuery { PageSize = 3 }, false, s_none));

        // The very instance that the next page begins with, and one before it, are gone; one comes that sorts before.
        await world.Await(process.Client.PurgeInstanceAsync("x3", s_none));
        await world.Await(process.Client.PurgeInstanceAsync("x0", s_none));
        await StartAsync(world, process, "Echo", ["a"]);
        var next = new InstanceQuery { PageSize = 100, Continuation = first.Continuation };
        var rest = await world.Await(process.Hub.Runtime.Operator.ListAsync(next, false, s_none));

        Assert.Equal(["x0", "x1", "x2"], first.Instances.Select(instance => instance.InstanceId));
        Assert.Equal(["x4", "x5", "x6", "x7"], rest.Instances.Select(instance => instance.InstanceId));
    }

    [Fact]
    public async Task List_UnfinishedAmong10000Finished_ReadsTheUnfinishedOnly()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await StartAsync(world, process, "Wait", Enumerable.Range(0, 30).Select(i => $"m{i:D2}"));
        await FillAsync(world, 10_000);

        process.Store.RowsRead = 0;
        var page = await world.Await(
            process.Hub.Runtime.Operator.ListAsync(
                new InstanceQuery { Statuses = Only(OrchestrationRuntimeStatus.Running), PageSize = 10 },
                false,
                s_none
            )
        );
        var unfinished = process.Store.RowsRead;
        process.Store.RowsRead = 0;
        var first = await world.Await(process.Hub.Runtime.Operator.ListAsync(new InstanceQuery { PageSize = 100 }, false, s_none));
        var any = process.Store.RowsRead;
        process.Store.RowsRead = 0;
        var some = new InstanceQuery { PageSize = 100, IdPrefix = "f004" };
        var prefixed = await world.Await(process.Hub.Runtime.Operator.ListAsync(some, false, s_none));

        Assert.Equal(10, page.Instances.Count);
        Assert.InRange(unfinished, 11, 30);
        Assert.Equal(100, first.Instances.Count);
        Assert.InRange(any, 101, 110);
        Assert.Equal(100, prefixed.Instances.Count);
        Assert.InRange(process.Store.RowsRead, 101, 110);
    }

    [Fact]
    public async Task List_RowOfANewerRelease_LeftOutTheOthersShown()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await StartAsync(world, process, "Echo", ["a", "b", "c"]);
        world.Table.Tamper("s000", "i|b", row => row["v"] = 99L);

        Assert.Equal("a c", await IdsAsync(world, process, new InstanceQuery()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1:0:x")]
    [InlineData("MTo5OTo")]
    [InlineData("Mjo4OmE")]
    [InlineData("%%%")]
    public async Task List_ForeignContinuation_IsRefused(string token)
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            world.Await(process.Hub.Runtime.Operator.ListAsync(new InstanceQuery { Continuation = token }, false, s_none))
        );
    }

    [Theory]
    [InlineData("620700082-2020:secrecy:1")]
    [InlineData("~4e2d~6587")]
    [InlineData("")]
    public void Token_RoundTrip_SamePlaceAndGoodInAnAddress(string key)
    {
        var token = new ListPosition(7, key).ToToken();

        Assert.Equal(new ListPosition(7, key), ListPosition.Parse(token, 8));
        Assert.Equal(token, Uri.EscapeDataString(token));
    }

    [Fact]
    public async Task PurgeAll_StatusesOfUnfinishedOnly_PurgesNothing()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await StartAsync(world, process, "Echo", ["a"]);

        var purged = await world.Await(
            process.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Running]), s_none)
        );

        Assert.Equal(0, purged.PurgedInstanceCount);
        Assert.Equal("a", await IdsAsync(world, process, new InstanceQuery()));
    }

    private static HashSet<OrchestrationRuntimeStatus> Only(params OrchestrationRuntimeStatus[] statuses) => [.. statuses];

    private static async Task StartAsync(HubWorld world, HubProcess process, string name, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync(name, "x", new StartOrchestrationOptions(id)));
        }

        await world.Settle();
    }

    /// <summary>Finished instances as an earlier life of the hub left them.</summary>
    private static async Task FillAsync(HubWorld world, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var record = new InstanceRecord
            {
                InstanceId = $"f{i:D6}",
                Name = "Echo",
                Version = "",
                Status = OrchestrationRuntimeStatus.Completed,
                Generation = 0,
                CreatedAt = world.Clock.GetUtcNow(),
                LastUpdatedAt = world.Clock.GetUtcNow(),
                StartId = $"{i}",
            };
            await world.Table.InsertAsync(InstanceRows.ToRow("s000", record), s_none);
        }
    }

    private static async Task<string> IdsAsync(HubWorld world, HubProcess process, InstanceQuery query) =>
        string.Join(' ', (await PagesAsync(world, process, query)).SelectMany(page => page));

    private static async Task<List<List<string>>> PagesAsync(HubWorld world, HubProcess process, InstanceQuery query)
    {
        var pages = new List<List<string>>();
        string? continuation = null;
        do
        {
            var page = await world.Await(process.Hub.Runtime.Operator.ListAsync(query with { Continuation = continuation }, false, s_none));
            pages.Add([.. page.Instances.Select(instance => instance.InstanceId)]);
            continuation = page.Continuation;
        } while (continuation is not null);

        return pages;
    }
}
