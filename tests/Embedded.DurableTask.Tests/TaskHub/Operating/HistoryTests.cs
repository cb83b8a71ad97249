using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.HubTests.Operating;

/// <summary>The history of an instance, readable.</summary>
public sealed class HistoryTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task Read_StepsToTheEnd_EveryEventNamedWithItsTimes()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await FinishStepsAsync(world, process, "s");

        var events = (await ReadAsync(world, process, "s", withPayloads: true)).SelectMany(page => page.Events).ToList();

        Assert.Equal(
            [
                "ExecutionStarted Steps",
                "TaskScheduled AddOne",
                "TaskCompleted AddOne",
                "TaskScheduled AddOne",
                "TaskCompleted AddOne",
                "TaskScheduled AddOne",
                "TaskCompleted AddOne",
                "EventRaised Go",
                "TaskScheduled AddOne",
                "TaskCompleted AddOne",
                "ExecutionCompleted ",
            ],
            events.Select(e => $"{e.EventType} {e.Name}")
        );
        Assert.Equal("\"input\"", events[0].Input);
        Assert.Equal(("1", "2"), (events[3].Input, events[4].Result));
        Assert.Equal(events[3].At, events[4].ScheduledAt);
        Assert.Equal("\"w\"", events[7].Input);
        Assert.Equal("\"w4\"", events[^1].Result);
        Assert.Equal(events.OrderBy(e => e.At).Select(e => e.At), events.Select(e => e.At));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task Read_AnyPageSize_TheSameEventsWithTheSameNames(int size)
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await FinishStepsAsync(world, process, "s");
        var whole = (await ReadAsync(world, process, "s", withPayloads: true)).Single().Events;

        var pages = await ReadAsync(world, process, "s", withPayloads: true, size);

        Assert.Equal(whole, pages.SelectMany(page => page.Events));
        Assert.All(pages, page => Assert.NotEmpty(page.Events));
        Assert.All(pages.SkipLast(1), page => Assert.True(page.Events.Count >= size));
    }

    [Fact]
    public async Task Read_WithoutPayloads_NoneGivenAndNoBlobRead()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var large = new string('文', 40_000);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", large, new StartOrchestrationOptions("big")));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("big"));
        var with = (await ReadAsync(world, process, "big", withPayloads: true)).Single().Events;
        await foreach (var payload in world.Payloads.ListAsync("", s_none))
        {
            world.Lose(payload.Name);
        }

        var without = (await ReadAsync(world, process, "big", withPayloads: false)).Single().Events;

        Assert.Equal($"\"{large}\"", with[^1].Result);
        Assert.All(without, e => Assert.Equal((null, null), (e.Input, e.Result)));
        Assert.Equal(with.Select(e => e.EventType), without.Select(e => e.EventType));
    }

    [Fact]
    public async Task Read_FailedChildAndTimer_SaysWhatFailedAndWhenItWasDue()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "Broken kid", new StartOrchestrationOptions("p")));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 1, new StartOrchestrationOptions("t")));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("p"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("t"));

        var failed = (await ReadAsync(world, process, "p", withPayloads: false))
            .Single()
            .Events.Single(e => e.EventType == "SubOrchestrationInstanceFailed");
        var timer = (await ReadAsync(world, process, "t", withPayloads: false)).Single().Events;
        var created = timer.Single(e => e.EventType == "TimerCreated");
        var fired = timer.Single(e => e.EventType == "TimerFired");

        Assert.Equal(("Broken", "kid"), (failed.Name, failed.InstanceId));
        Assert.Contains("as told", failed.Failure!.ToDetails().ToString(), StringComparison.Ordinal);
        Assert.Equal(created.At.AddMinutes(1), created.FireAt);
        Assert.Equal((created.FireAt, (DateTimeOffset?)created.At), (fired.FireAt, fired.ScheduledAt));
        Assert.True(fired.At >= fired.FireAt);
    }

    [Fact]
    public async Task Read_GenerationEndedBetweenPages_IsRefusedAndTheNewOneReadable()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await world.Await(
            process.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new RoundsInput(2, []), new StartOrchestrationOptions("r"))
        );
        await world.Settle();

        await world.Await(process.Client.RaiseEventAsync("r", "go", "a"));
        await world.Settle();
        var again = (await ReadAsync(world, process, "r", withPayloads: true)).Single();

        Assert.Equal(1, again.Generation);
        Assert.Equal("ExecutionStarted", again.Events.Single().EventType);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            world.Await(process.Hub.Runtime.Operator.ReadHistoryAsync("r", HistoryPosition.Token(0, 1), 10, false, s_none))
        );
    }

    [Fact]
    public async Task Read_UnknownInstance_Null()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        Assert.Null(await world.Await(process.Hub.Runtime.Operator.ReadHistoryAsync("none", null, 10, false, s_none)));
    }

    [Fact]
    public async Task Read_ThroughAProcessThatOwnsNothing_TheSame()
    {
        await using var world = new HubWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await FinishStepsAsync(world, owner, "s");

        Assert.Equal(0, other.Hub.Health.ShardsOwned);
        Assert.Equal(
            (await ReadAsync(world, owner, "s", withPayloads: true)).Single().Events,
            (await ReadAsync(world, other, "s", withPayloads: true)).Single().Events
        );
    }

    private static async Task FinishStepsAsync(HubWorld world, HubProcess process, string id)
    {
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", "input", new StartOrchestrationOptions(id)));
        await world.Settle();
        await world.Await(process.Client.RaiseEventAsync(id, "Go", "w"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
    }

    private static async Task<List<HistoryPage>> ReadAsync(
        HubWorld world,
        HubProcess process,
        string id,
        bool withPayloads,
        int size = 1_000
    )
    {
        var pages = new List<HistoryPage>();
        string? continuation = null;
        do
        {
            var page = await world.Await(process.Hub.Runtime.Operator.ReadHistoryAsync(id, continuation, size, withPayloads, s_none));
            pages.Add(page!);
            continuation = page!.Continuation;
        } while (continuation is not null);

        return pages;
    }
}
