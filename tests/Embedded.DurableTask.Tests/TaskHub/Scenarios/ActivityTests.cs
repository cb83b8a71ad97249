using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Activities that run twice, late, in vain or while the process is told to stop.</summary>
public abstract class ActivityTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F40_KilledBehindTheEffectAndBeforeItsCommit_RunsAgainWithTheSameKey()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        world.Gate.SetResult();

        // The commit of the step that calls it goes through; the one with its outcome does not.
        first.Store.PlanCommit = _ => world.Runs.IsEmpty ? Fault.None : Fault.Before;
        var start = first.Client.ScheduleNewOrchestrationInstanceAsync("Gated", new StartOrchestrationOptions("x"));
        await world.Until(() => world.Runs.GetValueOrDefault("x:0:0") == 1 && start.IsCompleted, "the effect is there");
        await world.Settle(50);
        first.Kill(noticed: true);
        var second = await world.StartAsync();

        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));

        // Whoever keeps the key can tell that it is the same call.
        Assert.Equal(2, end.ReadOutputAs<int>());
        Assert.Equal([new KeyValuePair<string, int>("x:0:0", 2)], world.Runs);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F41_ShardTakenWhileAnActivityRuns_BothRunsEndAndOneIsRecorded()
    {
        await using var world = NewWorld();
        var former = await world.StartAsync();
        var id = await world.Await(former.Client.ScheduleNewOrchestrationInstanceAsync("Gated", new StartOrchestrationOptions("x")));
        await world.Until(() => world.Runs.GetValueOrDefault("x:0:0") == 1, "it runs");
        var hold = new TaskCompletionSource();
        former.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : hold.Task;
        var heir = await world.StartAsync();
        await world.Until(() => world.Runs.GetValueOrDefault("x:0:0") == 2, "it runs a second time", TimeSpan.FromMilliseconds(100));

        // Both end at once, and each process reports its own.
        world.Gate.SetResult();
        hold.SetResult();

        var end = await world.Await(heir.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(2, end.ReadOutputAs<int>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F42_OutcomeOfAnEarlierRunOfTheId_DoesNotAnswerTheNewRunsCall()
    {
        await using var world = NewWorld();
        var code = new TaskRegistry();
        var gates = new Dictionary<string, TaskCompletionSource<string>>(StringComparer.Ordinal);
        code.AddActivity(
            "Ask",
            async (call, cancellation) =>
            {
                gates[call.IdempotencyKey] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                return await gates[call.IdempotencyKey].Task.WaitAsync(cancellation);
            }
        );
        code.AddOrchestrator("Asking", async context => await context.CallActivityAsync<string>("Ask"));
        var process = await world.StartAsync(registry: code);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Asking", new StartOrchestrationOptions("x")));
        await world.Until(() => gates.ContainsKey("x:0:0"), "the first run asks");
        await world.Await(process.Client.TerminateInstanceAsync("x"));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Asking", new StartOrchestrationOptions("x")));
        await world.Until(() => gates.ContainsKey("x:1:0"), "the second run asks");

        gates["x:0:0"].SetResult("of the first");
        await world.Settle(1_000);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync("x"))!.RuntimeStatus);
        gates["x:1:0"].SetResult("of the second");

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("of the second", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F43_ActivityAndItsOutcome_NeverBeforeItsCallIsInTheTable()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        world.Gate.SetResult();
        var hold = new TaskCompletionSource();
        process.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : hold.Task;
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("Gated", new StartOrchestrationOptions("x"));
        await world.Settle(1_000);
        Assert.Empty(world.Runs);
        Assert.False(start.IsCompleted);

        hold.SetResult();
        await world.Await(start);
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal(2, end.ReadOutputAs<int>());
    }

    [Theory]
    [InlineData("Throws", nameof(InvalidDataException))]
    [InlineData("TimesOut", nameof(TimeoutException))]
    [InlineData("Unserializable", nameof(NotSupportedException))]
    [InlineData("OtherType", nameof(System.Text.Json.JsonException))]
    [InlineData("TenMegabytes", "3500000")]
    public async Task F44_ActivityEndsInAnyWay_OrchestrationIsToldAndOthersGoOn(string activity, string told)
    {
        await using var world = NewWorld();
        var code = new TaskRegistry();
        code.AddActivity("Throws", (_, _) => throw new InvalidDataException("as told"));
        code.AddActivity("TimesOut", (_, _) => Task.FromException<object?>(new TimeoutException("too late")));
        code.AddActivity("Unserializable", (_, _) => Task.FromResult<object?>(typeof(string)));
        code.AddActivity("OtherType", (_, _) => Task.FromResult<object?>(new[] { 1 }));
        code.AddActivity("TenMegabytes", (_, _) => Task.FromResult<object?>(new string('文', 3_500_000)));
        code.AddOrchestrator(
            "Calling",
            async context =>
            {
                try
                {
                    return $"{(await context.CallActivityAsync<string>(context.GetInput<string>()!)).Length}";
                }
                catch (TaskFailedException failed)
                {
                    return failed.FailureDetails.ErrorType;
                }
            }
        );
        code.AddOrchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()));
        var process = await world.StartAsync(registry: code);
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Calling", activity));
        var other = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x"));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        // What it returned cannot be read as what the code asked for: that is the code's own failure.
        var isOwnFailure = activity == "OtherType";
        Assert.Equal(isOwnFailure ? OrchestrationRuntimeStatus.Failed : OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Contains(told, isOwnFailure ? end.FailureDetails!.ErrorType : end.ReadOutputAs<string>(), StringComparison.Ordinal);
        await world.Await(process.Client.WaitForInstanceCompletionAsync(other));
        Assert.True(process.Hub.Health.IsHealthy);
    }

    [Fact]
    public async Task F45_KilledBetweenTwoAttempts_CountGoesOn()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Tried", 4, new StartOrchestrationOptions("x")));
        await world.Until(() => world.Runs.Count == 2, "two attempts are made", TimeSpan.FromSeconds(1));
        await world.Settle();
        first.Kill(noticed: true);
        var second = await world.StartAsync();

        var end = await WaitAsync(world, second, id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(4, world.Runs.Count);
        Assert.All(world.Runs.Values, runs => Assert.Equal(1, runs));
    }

    [Fact]
    public async Task F46_StopWhileActivitiesRun_RunAgainElsewhere()
    {
        await using var world = NewWorld();
        var a = await world.StartAsync();
        var ids = await StartFiveAsync(world, a, "Gated");
        await world.Await(a.Hub.StopAsync(CancellationToken.None));

        // Their token was cancelled, so they ended by an exception; that must not have become their outcome.
        world.Gate.SetResult();
        var b = await world.StartAsync();
        foreach (var id in ids)
        {
            var end = await world.Await(b.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.Equal(2, end.ReadOutputAs<int>());
            Assert.Equal(2, world.Runs[$"{id}:0:0"]);
        }
    }

    [Fact]
    public async Task F46_StopWhileActivitiesRunThatDoNotHeedIt_WaitedForAndRecorded()
    {
        await using var world = NewWorld();
        var a = await world.StartAsync();
        var ids = await StartFiveAsync(world, a, "Stubborn");
        var stop = a.Hub.StopAsync(CancellationToken.None);
        await world.Settle();
        Assert.False(stop.IsCompleted);
        world.Gate.SetResult();
        await world.Await(stop);

        var b = await world.StartAsync();
        foreach (var id in ids)
        {
            var end = await world.Await(b.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.Equal(2, end.ReadOutputAs<int>());
            Assert.Equal(1, world.Runs[$"{id}:0:0"]);
        }
    }

    private static async Task<List<string>> StartFiveAsync(HubWorld world, HubProcess process, string orchestrator)
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator)));
        }

        await world.Until(() => process.Hub.Health.RunningActivities == 5, "five run");
        return ids;
    }

    private static async Task<OrchestrationMetadata> WaitAsync(HubWorld world, HubProcess process, string id)
    {
        var end = process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        await world.Until(() => end.IsCompleted, "it has ended", TimeSpan.FromSeconds(1));
        return await end;
    }
}

/// <summary>In memory.</summary>
public sealed class ActivityTestsInMemory() : ActivityTests(null);

/// <summary>On Azurite.</summary>
public sealed class ActivityTestsOnAzurite(AzuriteFixture azurite) : ActivityTests(azurite);
