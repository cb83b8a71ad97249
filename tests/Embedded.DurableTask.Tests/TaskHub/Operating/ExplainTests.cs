using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Operating;

/// <summary>Explanations of instances that a hub runs.</summary>
public sealed class ExplainTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task Explain_WaitsForAnEvent_NamesItAndSinceWhen()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Wait");
        var begun = world.Clock.GetUtcNow();
        await world.Settle(10_000);

        var explanation = await ExplainAsync(world, process);

        var wait = Assert.IsType<WaitReason.ExternalEvent>(Assert.Single(explanation.WaitsFor));
        Assert.Equal("Go", wait.Name);
        Assert.InRange(wait.Since, begun.AddSeconds(-2), begun);
        Assert.Equal(new Actor(ActorKind.Sender, "Go"), explanation.Actor);
        Assert.Equal(OrchestrationRuntimeStatus.Running, explanation.Status);
        Assert.Equal((1, 1, true), (explanation.HistoryCommits, explanation.HistoryEvents, explanation.IsOwnedHere));
        Assert.Equal(process.Hub.Runtime.Self, explanation.Owner);
        Assert.Null(explanation.LastError);
    }

    [Fact]
    public async Task Explain_ActivityRunsAndAnotherIsQueued_SaysWhichSinceWhen()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync(options => options.MaxConcurrentActivities = 1);
        foreach (var id in (string[])["first", "x"])
        {
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Gated", null, new StartOrchestrationOptions(id)));
            await world.Settle();
        }

        var running = Assert.IsType<WaitReason.ActivityOutcome>(Assert.Single((await ExplainAsync(world, process, "first")).WaitsFor));
        var explanation = await ExplainAsync(world, process);
        var queued = Assert.IsType<WaitReason.ActivityOutcome>(Assert.Single(explanation.WaitsFor));

        Assert.Equal(("Gate", 1, ActivityPlace.Running), (running.Name, running.Attempt, running.Place));
        Assert.NotNull(running.RunningSince);
        Assert.Equal((ActivityPlace.Queued, null), (queued.Place, queued.RunningSince));
        Assert.Equal(ActorKind.App, explanation.Actor.Kind);
    }

    [Fact]
    public async Task Explain_FromAProcessThatDoesNotOwnIt_TheSameButForWhereTheActivityRuns()
    {
        await using var world = new HubWorld();
        var owner = await StartAsync(world, "Gated");
        var other = await world.StartAsync();

        var here = await ExplainAsync(world, owner);
        var there = await ExplainAsync(world, other);

        var activity = Assert.IsType<WaitReason.ActivityOutcome>(Assert.Single(there.WaitsFor));
        Assert.Equal(ActivityPlace.Unknown, activity.Place);
        Assert.False(there.IsOwnedHere);
        Assert.Equal(owner.Hub.Runtime.Self, there.Owner);
        Assert.Equal(here.StatusSince, there.StatusSince);
    }

    [Fact]
    public async Task Explain_Timer_SaysWhenItIsDueAndThatNobodyMustAct()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Sleep", 90);

        var explanation = await ExplainAsync(world, process);

        var timer = Assert.IsType<WaitReason.Timer>(Assert.Single(explanation.WaitsFor));
        Assert.Equal(timer.Since.AddMinutes(90), timer.DueAt);
        Assert.Equal(timer.DueAt, explanation.NextTimer);
        Assert.Equal(ActorKind.Timer, explanation.Actor.Kind);
    }

    [Fact]
    public async Task Explain_Child_NamesItAndSoDoesTheChild()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Parent", "Wait kid");

        var explanation = await ExplainAsync(world, process);
        var kid = await ExplainAsync(world, process, "kid");

        var child = Assert.IsType<WaitReason.ChildOutcome>(Assert.Single(explanation.WaitsFor));
        Assert.Equal(("kid", "Wait"), (child.InstanceId, child.Name));
        Assert.Equal(new Actor(ActorKind.Child, "kid"), explanation.Actor);
        Assert.IsType<WaitReason.ExternalEvent>(Assert.Single(kid.WaitsFor));
        Assert.Equal(explanation.Shard, kid.Shard);
    }

    [Fact]
    public async Task Explain_SuspendedWithAnEvent_SaysWhyAndThatTheEventIsHeld()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Wait");
        await world.Await(process.Client.SuspendInstanceAsync("x", "管理员核查", s_none));
        await world.Await(process.Client.RaiseEventAsync("x", "Go", "w"));
        await world.Settle();

        var explanation = await ExplainAsync(world, process);

        var suspended = Assert.IsType<WaitReason.Resumption>(explanation.WaitsFor[0]);
        Assert.Equal("管理员核查", suspended.Reason);
        Assert.Equal(suspended.Since, explanation.StatusSince);
        Assert.Equal(ActorKind.Administrator, explanation.Actor.Kind);
        var held = Assert.Single(explanation.QueuedEvents);
        Assert.Equal(("Go", true), (held.Name, held.IsInHistory));
    }

    [Fact]
    public async Task Explain_EventThatNobodyAskedFor_IsListedAsQueued()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Wait");
        await world.Await(process.Client.RaiseEventAsync("x", "Other", "w"));
        await world.Settle();

        var explanation = await ExplainAsync(world, process);

        Assert.Equal("Other", Assert.Single(explanation.QueuedEvents).Name);
        Assert.Equal("Go", Assert.IsType<WaitReason.ExternalEvent>(Assert.Single(explanation.WaitsFor)).Name);
    }

    [Fact]
    public async Task Explain_ParkedForWantOfCode_SaysWhyAndListsWhatCameMeanwhile()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "NoSuchCode");
        await world.Await(process.Client.RaiseEventAsync("x", "Go", "w"));

        var explanation = await ExplainAsync(world, process);

        var parked = Assert.IsType<WaitReason.Repair>(explanation.WaitsFor[0]);
        Assert.Contains("NoSuchCode", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, explanation.Status);
        Assert.Equal("Parked", explanation.LastError?.ErrorType);
        Assert.Equal(ActorKind.Administrator, explanation.Actor.Kind);
        Assert.False(Assert.Single(explanation.QueuedEvents).IsInHistory);
    }

    [Fact]
    public async Task Explain_CodeNoLongerFitsHistory_StillTellsWhatHistoryKnows()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Gated");
        process.Kill(noticed: true);
        var registry = new TaskRegistry();
        registry.AddOrchestrator("Gated", async context => await context.WaitForExternalEvent<string>("Else"));
        var next = await world.StartAsync(registry: registry);
        await world.Settle();

        var explanation = await ExplainAsync(world, next);

        Assert.IsType<WaitReason.Repair>(explanation.WaitsFor[0]);
        Assert.Equal("Gate", Assert.Single(explanation.WaitsFor.OfType<WaitReason.ActivityOutcome>()).Name);
        Assert.NotNull(explanation.CodeProblem);
    }

    [Fact]
    public async Task Explain_StartTimeNotReached_SaysWhenItIs()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var at = world.Clock.GetUtcNow().AddHours(3);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions("x", at)));

        var explanation = await ExplainAsync(world, process);

        Assert.Equal(new WaitReason.StartTime(at), Assert.Single(explanation.WaitsFor));
        Assert.Equal((OrchestrationRuntimeStatus.Pending, ActorKind.Timer), (explanation.Status, explanation.Actor.Kind));
    }

    [Fact]
    public async Task Explain_Failed_SaysWithWhat()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Broken");
        await world.Await(process.Client.WaitForInstanceCompletionAsync("x"));

        var explanation = await ExplainAsync(world, process);

        var end = Assert.IsType<WaitReason.Nothing>(Assert.Single(explanation.WaitsFor));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.Status);
        Assert.Equal(ActorKind.Nobody, explanation.Actor.Kind);
        Assert.Contains("as told", explanation.LastError?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NobodyOwnsTheShard_SaysSo()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Wait");
        var onlooker = await world.StartAsync();
        onlooker.Store.Plan = (_, what) => what == "commit" ? Stores.Fault.Before : Stores.Fault.None;
        await world.Await(process.Hub.StopAsync(CancellationToken.None));

        var explanation = await ExplainAsync(world, onlooker);

        Assert.IsType<WaitReason.Owner>(explanation.WaitsFor[0]);
        Assert.Null(explanation.Owner);
    }

    [Fact]
    public async Task Explain_UnknownInstance_Null()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        Assert.Null(await world.Await(process.Hub.Runtime.Operator.ExplainAsync("none", s_none)));
    }

    [Fact]
    public async Task Explain_AnyNumberOfTimes_WritesNothing()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world, "Steps");
        await world.Settle(20_000);
        var rows = world.Table.Rows.Where(row => !row.RowKey.StartsWith('!') && row.PartitionKey != "hub").Select(row => row.ETag).ToList();
        for (var i = 0; i < 5; i++)
        {
            await ExplainAsync(world, process);
        }

        Assert.Equal(rows, world.Table.Rows.Where(row => !row.RowKey.StartsWith('!') && row.PartitionKey != "hub").Select(row => row.ETag));
    }

    private static async Task<HubProcess> StartAsync(HubWorld world, string name, object? input = null)
    {
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync(name, input ?? "x", new StartOrchestrationOptions("x")));
        await world.Settle();
        return process;
    }

    private static async Task<Explanation> ExplainAsync(HubWorld world, HubProcess process, string id = "x") =>
        (await world.Await(process.Hub.Runtime.Operator.ExplainAsync(id, s_none)))!;
}
