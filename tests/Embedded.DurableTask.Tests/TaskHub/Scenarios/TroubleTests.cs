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
    public async Task F39_MachineInAnotherTimeZone_SameHistoryAndEveryStoredTimeIsUtc()
    {
        var histories = new List<string>();
        foreach (var zone in new[] { TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") })
        {
            await using var world = new HubWorld();
            world.Clock.SetLocalTimeZone(zone);
            var process = await world.StartAsync();
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 3, new StartOrchestrationOptions("x")));
            await world.Await(process.Client.WaitForInstanceCompletionAsync("x"));
            var rows = world.Table.Rows.Where(row => HubWorld.IsOfKind(row, "ih")).ToList();
            Assert.All(
                rows.SelectMany(row => row.Properties.Values).OfType<DateTimeOffset>(),
                time => Assert.Equal(TimeSpan.Zero, time.Offset)
            );
            histories.Add(string.Join('\n', rows.Select(row => $"{row.RowKey} {row.Text("d0")}")));
        }

        Assert.Contains("2026-01-05T01:03", histories[0], StringComparison.Ordinal);
        Assert.Equal(histories[0], histories[1]);
    }

    [Fact]
    public async Task F41_ShardTakenWhileAnActivityRuns_BothFinishAndOneIsRecorded()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Gated", new StartOrchestrationOptions("x")));
        await world.Until(() => first.Hub.Health.RunningActivities == 1, "it runs");
        var frozen = new TaskCompletionSource();
        first.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : frozen.Task;
        var second = await world.StartAsync();
        await world.Until(() => second.Hub.Health.RunningActivities == 1, "it runs a second time", TimeSpan.FromMilliseconds(100));

        world.Gate.SetResult();
        frozen.SetResult();
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        await world.Settle();

        Assert.Equal(2, end.ReadOutputAs<int>());
        Assert.Equal(2, Assert.Single(world.Runs).Value);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F42_OutcomeOfATerminatedRunArrivesInTheNextRunOfTheId_NotTakenForIts()
    {
        await using var world = new HubWorld();
        var gates = new Dictionary<string, TaskCompletionSource>(StringComparer.Ordinal) { ["x:0:0"] = new(), ["x:1:0"] = new() };
        var registry = new TaskRegistry();
        registry.AddActivity(
            "Key",
            async (call, _) =>
            {
                await gates[call.IdempotencyKey].Task;
                return call.IdempotencyKey;
            }
        );
        registry.AddOrchestrator("Ask", async context => await context.CallActivityAsync<string>("Key"));
        var process = await world.StartAsync(registry: registry);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("x")));
        await world.Until(() => process.Hub.Health.RunningActivities == 1, "it asks");
        await world.Await(process.Client.TerminateInstanceAsync("x"));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("x")));
        await world.Until(() => process.Hub.Health.RunningActivities == 2, "it asks anew");

        gates["x:0:0"].SetResult();
        await world.Settle();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync("x"))!.RuntimeStatus);
        gates["x:1:0"].SetResult();

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("x:1:0", end.ReadOutputAs<string>());
    }

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
    public async Task F66_CredentialsExpireForAWhile_SaidByHealthAndNothingIsLost()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 1)));
        }

        process.Store.Plan = (_, _) => Fault.Denied;
        await world.Until(() => !process.Hub.Health.StorageReachable, "health says so", TimeSpan.FromMilliseconds(100));
        await world.Settle(90_000);
        process.Store.Plan = null;

        foreach (var id in ids)
        {
            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.True(end.ReadOutputAs<bool>());
        }

        await world.Until(() => process.Hub.Health.IsHealthy, "it is well again");
        await LogInvariants.CheckAsync(world);
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
