using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>The engine's seven promises, one test each at least (5: a fenced zombie, F5; 6: changed code, F49); the other tests of this folder go into the corners.</summary>
public abstract class PromiseTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Theory]
    [InlineData("start")]
    [InlineData("raise")]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("purge")]
    public async Task Promise1_CallReturned_SurvivesKill(string call)
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1, new StartOrchestrationOptions("x")));
        if (call == "resume")
        {
            await world.Await(first.Client.SuspendInstanceAsync(id));
        }
        else if (call == "purge")
        {
            await world.Await(first.Client.TerminateInstanceAsync(id));
        }

        await world.Await(
            call switch
            {
                "raise" => first.Client.RaiseEventAsync(id, "go", "kept"),
                "terminate" => first.Client.TerminateInstanceAsync(id, "ended"),
                "suspend" => first.Client.SuspendInstanceAsync(id),
                "resume" => first.Client.ResumeInstanceAsync(id),
                "purge" => first.Client.PurgeInstanceAsync(id),
                _ => Task.CompletedTask,
            }
        );
        first.Kill();
        var second = await world.StartAsync();

        if (call == "purge")
        {
            await world.Until(() => second.Hub.Health.ShardsOwned == 1, "the shard has moved");
            Assert.Null(await second.Client.GetInstanceAsync(id));
            return;
        }

        var found = await world.UntilInstance(
            second.Client,
            id,
            m =>
                call switch
                {
                    "raise" => m.RuntimeStatus == OrchestrationRuntimeStatus.Completed && m.SerializedOutput == "[\"kept\"]",
                    "terminate" => m.RuntimeStatus == OrchestrationRuntimeStatus.Terminated && m.SerializedOutput == "\"ended\"",
                    "suspend" => m.RuntimeStatus == OrchestrationRuntimeStatus.Suspended,
                    _ => m.RuntimeStatus == OrchestrationRuntimeStatus.Running,
                },
            $"after {call}"
        );
        Assert.Equal("x", found.InstanceId);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task Promise2_EventsOfTwoProcesses_EnterOnceInOrderAcknowledged()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Until(() => owner.Hub.Health.ShardsOwned == 1, "the owner owns");
        await world.Settle(6_000);
        var id = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 20));

        // Each is acknowledged before the next is sent, now by one process, now by the other.
        for (var i = 0; i < 20; i++)
        {
            await world.Await((i % 2 == 0 ? other : owner).Client.RaiseEventAsync(id, i % 3 == 0 ? "GO" : "go", $"{i}"));
        }

        var end = await world.Await(owner.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), end.ReadOutputAs<string[]>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task Promise3_ActivityCutByKill_RunsAgainAndEntersOnce()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Gated"));
        await world.Until(() => world.Runs.GetValueOrDefault($"{id}:0:0") == 1, "the activity runs");
        first.Kill();
        var second = await world.StartAsync();
        await world.Until(() => world.Runs.GetValueOrDefault($"{id}:0:0") == 2, "the activity runs again, with the same key");
        world.Gate.SetResult();

        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(2, end.ReadOutputAs<int>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task Promise4_TimerAcrossKill_FiresOnceAndNotEarly()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 60));
        await world.Until(() => first.Hub.Health.ActiveInstances == 1, "it sleeps");
        var due = world.Clock.GetUtcNow().AddMinutes(60);
        first.Kill();
        world.Clock.Advance(TimeSpan.FromMinutes(59));
        var second = await world.StartAsync();
        await world.Until(() => second.Hub.Health.ShardsOwned == 1, "the shard has moved");
        Assert.True(world.Clock.GetUtcNow() < due);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await second.Client.GetInstanceAsync(id))!.RuntimeStatus);

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.True(end.ReadOutputAs<bool>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F5_ZombieWakesAfterTakeOver_ItsCommitIsRefused()
    {
        await using var world = NewWorld();
        var zombie = await world.StartAsync();
        var id = await world.Await(zombie.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 3));
        await world.Settle();

        // It has prepared a commit, and stands still before sending it.
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var resume = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        zombie.Store.BeforeCommit = partition =>
        {
            reached.TrySetResult();
            return partition == "hub" ? Task.CompletedTask : resume.Task;
        };
        var stale = zombie.Client.RaiseEventAsync(id, "go", "of the zombie");
        await world.Await(reached.Task);
        var heir = await world.StartAsync();
        await world.Until(() => heir.Hub.Health.ShardsOwned == 1, "the heir owns", TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 2; i++)
        {
            await world.Await(heir.Client.RaiseEventAsync(id, "go", $"{i}"));
        }

        zombie.Store.BeforeCommit = null;
        resume.SetResult();
        await world.Await(stale);
        var end = await world.Await(heir.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        // Refused where it stood, and sent again to the new owner: applied once, after what that one had acknowledged.
        Assert.Equal(["0", "1", "of the zombie"], end.ReadOutputAs<List<string>>()!);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F49_CodeChangedUnderway_ParkedWithNamedDivergenceAndGoesOnWithTheOldCode()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Steps"));
        await world.Settle();
        first.Kill();
        var changed = new TaskRegistry();
        changed.AddOrchestrator("Steps", async context => await context.CallActivityAsync<string>("Other"));
        var second = await world.StartAsync(registry: changed);

        var parked = await world.UntilInstance(second.Client, id, m => m.RuntimeStatus == OrchestrationRuntimeStatus.Suspended, "parked");
        Assert.Contains("AddOne", parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Other", parked.FailureDetails.ErrorMessage, StringComparison.Ordinal);

        second.Kill();
        var third = await world.StartAsync();
        await world.UntilInstance(third.Client, id, m => m.RuntimeStatus == OrchestrationRuntimeStatus.Running, "running");
        await world.Await(third.Client.RaiseEventAsync(id, "Go", "on"));
        var end = await world.Await(third.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal("on4", end.ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Promise7_EveryThirdCommitFailsOrAnswersNothing_NothingIsLost(bool takesEffect)
    {
        await using var world = NewWorld(shards: 2);
        var process = await world.StartAsync();
        var commits = 0;
        process.Store.Plan = (_, what) =>
            what == "commit" && Interlocked.Increment(ref commits) % 3 == 0 ? (takesEffect ? Fault.After : Fault.Before) : Fault.None;
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps")));
            await world.Await(process.Client.RaiseEventAsync(ids[^1], "Go", $"{i}-"));
        }

        for (var i = 0; i < ids.Count; i++)
        {
            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(ids[i], getInputsAndOutputs: true));
            Assert.Equal($"{i}-4", end.ReadOutputAs<string>());
        }

        Assert.All(world.Runs.Values, runs => Assert.Equal(1, runs));
        Assert.True(commits > 10);
        await LogInvariants.CheckAsync(world);
        Assert.DoesNotContain(world.Table.Rows, row => row.RowKey.StartsWith("a|", StringComparison.Ordinal));
    }
}

/// <summary>In memory.</summary>
public sealed class PromiseTestsInMemory() : PromiseTests(null);

/// <summary>On Azurite.</summary>
public sealed class PromiseTestsOnAzurite(AzuriteFixture azurite) : PromiseTests(azurite);
