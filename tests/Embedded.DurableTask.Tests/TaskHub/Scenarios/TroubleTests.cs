using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Machines and services that are not as they should be for a while.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task F60_HistoryOf5000Commits_LoadedOnceAndWarnedOf()
    {
        await using var world = new HubWorld();
        var warnings = new List<string>();
        var process = world.NewProcess(loggers: new ListLogger(warnings));
        await world.Await(process.Hub.StartAsync(CancellationToken.None));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 5_000, new StartOrchestrationOptions("x")));
        for (var i = 0; i < 4_999; i++)
        {
            await world.Await(process.Client.RaiseEventAsync("x", SampleCode.EventName, $"{i}"));
        }

        Assert.Contains(warnings, text => text.Contains("history of 500 commits", StringComparison.Ordinal));
        process.Kill(noticed: true);
        var heir = world.NewProcess();
        heir.Store.Journal = [];
        await world.Await(heir.Hub.StartAsync(CancellationToken.None));
        await world.Await(heir.Client.RaiseEventAsync("x", SampleCode.EventName, "last"));
        var end = await world.Await(heir.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));

        Assert.Equal(5_000, end.ReadOutputAs<string[]>()!.Length);

        // Pages of a thousand rows, read once: no row is asked for by itself.
        Assert.InRange(heir.Store.Journal.Count(call => call.StartsWith("query h|x", StringComparison.Ordinal)), 5, 7);
        Assert.DoesNotContain(heir.Store.Journal, call => call.StartsWith("find h|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F61_10000FinishedAnd100Running_OnlyTheRunningAreEverRead()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions($"r{i}")));
        }

        for (var i = 0; i < 10_000; i++)
        {
            var record = new InstanceRecord
            {
                InstanceId = $"f{i}",
                Name = "Echo",
                Version = "",
                Status = OrchestrationRuntimeStatus.Completed,
                Generation = 0,
                CreatedAt = world.Clock.GetUtcNow(),
                LastUpdatedAt = world.Clock.GetUtcNow(),
                StartId = $"{i}",
            };
            await world.Table.InsertAsync(InstanceRows.ToRow("s000", record), CancellationToken.None);
        }

        first.Kill(noticed: true);
        var second = world.NewProcess();
        second.Store.RowsRead = 0;
        await world.Await(second.Hub.StartAsync(CancellationToken.None));
        await world.Settle(30_000);

        Assert.Equal(100, second.Hub.Health.ActiveInstances);

        // An active row each, an instance row and a history row each where loaded, some of the hub's own.
        Assert.InRange(second.Store.RowsRead, 100, 600);
    }

    [Fact]
    public async Task F67_StorageReadOnly_CallsAreNotAcknowledgedAndWorkGoesOnAfterwards()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        process.Store.Plan = (_, what) =>
            what is "commit" || what.StartsWith("insert", StringComparison.Ordinal) ? Fault.Denied : Fault.None;
        var raise = process.Client.RaiseEventAsync(id, SampleCode.EventName, "w");
        await world.Settle(20_000);

        Assert.False(raise.IsCompleted);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await world.Await(process.Client.GetInstanceAsync(id)))!.RuntimeStatus);
        Assert.False(process.Hub.Health.IsHealthy);
        process.Store.Plan = null;
        await world.Await(raise);
        Assert.Equal("w", (await world.Await(process.Client.WaitForInstanceCompletionAsync(id, true))).ReadOutputAs<string>());
    }
}
