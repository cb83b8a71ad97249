using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Telemetry;

/// <summary>What the instruments say of known work.</summary>
public sealed class MetricsTests
{
    private static int s_hubs;
    private readonly string _hub = $"Metered{Interlocked.Increment(ref s_hubs)}";

    [Fact]
    public async Task Steps_OneRun_CountedByNameWithCommitsAndActivities()
    {
        await using var world = new HubWorld();
        using var readings = new Readings(_hub);
        var process = await StartAsync(world);
        await RunStepsAsync(world, process, "s");

        Assert.Equal(6, readings.Sum("durabletask.orchestration.steps"));
        Assert.All(
            readings.Of("durabletask.orchestration.steps"),
            reading => Assert.Equal("Steps", reading.Tags["durabletask.orchestration.name"])
        );
        var finished = Assert.Single(readings.Of("durabletask.orchestration.finished"));
        Assert.Equal("Completed", finished.Tags["durabletask.orchestration.status"]);
        Assert.Equal(4, readings.Of("durabletask.activity.duration").Count);
        Assert.All(
            readings.Of("durabletask.activity.duration"),
            reading =>
                Assert.Equal(("AddOne", "completed"), (reading.Tags["durabletask.activity.name"], reading.Tags["durabletask.outcome"]))
        );
        Assert.Equal(6, readings.Of("durabletask.commit.units").Count(reading => reading.Value > 0));
        Assert.Equal(readings.Of("durabletask.commit.units").Count, readings.Of("durabletask.commit.duration").Count);
        Assert.True(readings.Sum("durabletask.commit.rows") >= 6);
        Assert.Equal(0, readings.Sum("durabletask.commit.doubtful"));
    }

    [Fact]
    public async Task Gauges_WorkUnderWay_TellHowMuch()
    {
        await using var world = new HubWorld { Shards = 2 };
        using var readings = new Readings(_hub);
        var process = await StartAsync(world, options => options.MaxConcurrentActivities = 2);
        for (var i = 0; i < 5; i++)
        {
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Gated"));
        }

        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("NoSuchCode"));
        await world.Settle(3_000);

        Assert.Equal(2, readings.Gauge("durabletask.shards.owned"));
        Assert.Equal(6, readings.Gauge("durabletask.instances.active"));
        Assert.Equal(1, readings.Gauge("durabletask.instances.parked"));
        Assert.Equal(2, readings.Gauge("durabletask.activities.running"));
        Assert.Equal(3, readings.Gauge("durabletask.activities.queued"));
        Assert.Equal(0, readings.Gauge("durabletask.backlog.ready"));
        Assert.Equal(0, readings.Gauge("durabletask.backlog.inbox"));
    }

    [Fact]
    public async Task Inbox_HeldForAParkedInstance_IsInTheBacklog()
    {
        await using var world = new HubWorld();
        using var readings = new Readings(_hub);
        var process = await StartAsync(world);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("NoSuchCode", null, new StartOrchestrationOptions("p")));
        await world.Await(process.Client.RaiseEventAsync("p", "Go", "a"));
        await world.Await(process.Client.RaiseEventAsync("p", "Go", "b"));

        Assert.Equal(2, readings.Gauge("durabletask.backlog.inbox"));
    }

    [Fact]
    public async Task Timer_FiresLate_LatenessIsMeasured()
    {
        await using var world = new HubWorld();
        using var readings = new Readings(_hub);
        var process = await StartAsync(world);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 1, new StartOrchestrationOptions("t")));
        await world.Settle();
        world.Clock.Advance(TimeSpan.FromSeconds(75));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("t"));

        Assert.InRange(Assert.Single(readings.Of("durabletask.timer.lateness")).Value, 15, 16);
    }

    [Fact]
    public async Task Reload_AfterARestart_ReplayLengthIsRecorded()
    {
        await using var world = new HubWorld();
        var first = await StartAsync(world);
        await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Steps", null, new StartOrchestrationOptions("s")));
        await world.Settle();
        first.Kill(noticed: true);
        using var readings = new Readings(_hub);
        var second = await StartAsync(world);
        await world.Await(second.Client.RaiseEventAsync("s", "Go", "w"));
        await world.Await(second.Client.WaitForInstanceCompletionAsync("s"));

        Assert.Equal(4, Assert.Single(readings.Of("durabletask.replay.commits")).Value);
    }

    [Fact]
    public async Task Trouble_DoubtLossAndReload_AreCounted()
    {
        await using var world = new HubWorld();
        using var readings = new Readings(_hub);
        var process = await StartAsync(world);
        process.Store.Plan = (_, what) => what == "commit" ? Fault.After : Fault.None;
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("w"));
        await world.Await(start);
        process.Store.Plan = null;

        Assert.True(readings.Sum("durabletask.commit.doubtful") >= 1);
        Assert.Equal(0, readings.Sum("durabletask.shard.lost"));

        // Somebody else takes the shard behind its back.
        world.Table.Tamper("s000", "!", row => row["commit"] = "another's");
        var raised = process.Client.RaiseEventAsync("w", "Go", "x");
        await world.Until(() => readings.Sum("durabletask.shard.lost") > 0, "the loss is counted");
        await world.Await(raised);

        Assert.Equal(1, readings.Sum("durabletask.shard.lost"));
        Assert.Contains(readings.Of("durabletask.commit.duration"), reading => Equals(reading.Tags["durabletask.outcome"], "refused"));
    }

    [Fact]
    public async Task FailedActivityAndPurge_AreCountedAsSuch()
    {
        await using var world = new HubWorld();
        using var readings = new Readings(_hub);
        var process = await StartAsync(world);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Broken", null, new StartOrchestrationOptions("b")));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("b"));
        await world.Await(process.Client.PurgeInstanceAsync("b", CancellationToken.None));

        Assert.Equal("failed", Assert.Single(readings.Of("durabletask.activity.duration")).Tags["durabletask.outcome"]);
        Assert.Equal("Failed", Assert.Single(readings.Of("durabletask.orchestration.finished")).Tags["durabletask.orchestration.status"]);
        Assert.Equal(1, readings.Sum("durabletask.orchestration.purged"));
    }

    [Fact]
    public async Task Tags_WhateverPayloadsHold_NameOnlyCodeAndOutcomes()
    {
        await using var world = new HubWorld();
        using var readings = new Readings(_hub);
        var process = await StartAsync(world);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "机密", new StartOrchestrationOptions("id-1")));
        await RunStepsAsync(world, process, "id-2");

        Assert.Equal(
            [
                "durabletask.activity.name=AddOne",
                "durabletask.orchestration.name=Echo",
                "durabletask.orchestration.name=Steps",
                "durabletask.orchestration.status=Completed",
                "durabletask.outcome=committed",
                "durabletask.outcome=completed",
            ],
            readings.TagTexts().Order(StringComparer.Ordinal)
        );
    }

    private Task<HubProcess> StartAsync(HubWorld world, Action<TaskHubOptions>? configure = null) =>
        world.StartAsync(options =>
        {
            options.HubName = _hub;
            configure?.Invoke(options);
        });

    private static async Task RunStepsAsync(HubWorld world, HubProcess process, string id)
    {
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", "geheim", new StartOrchestrationOptions(id)));
        await world.Settle();
        await world.Await(process.Client.RaiseEventAsync(id, "Go", "w"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
    }
}
