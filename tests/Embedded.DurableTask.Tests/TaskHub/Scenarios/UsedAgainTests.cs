using Embedded.DurableTask.Replay;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Ids that are used again, and what of their former runs may be seen in the new one: nothing.</summary>
public abstract class UsedAgainTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F56_FinishedIdStartedAgain_RunsAnewAndLeavesNothingOfTheOldRun()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        for (var run = 0; run < 3; run++)
        {
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x")));
            await world.Await(process.Client.RaiseEventAsync("x", "go", $"{run}-"));
            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
            Assert.Equal($"{run}-4", end.ReadOutputAs<string>());
        }

        // A new run's activities must not look like the old run's to whoever keeps their idempotency keys.
        Assert.Equal(12, world.Runs.Count);
        await world.Until(
            () => !world.Table.Rows.Any(row => row.RowKey.StartsWith("h|x|00000001", StringComparison.Ordinal)),
            "the old run's rows are gone"
        );
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F56_StartedOverElsewhereBeforeTheOwnerKnowsThatItsCommitLanded_RunsAnew()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x")));
        await world.Settle(6_000);
        var hold = new TaskCompletionSource();
        owner.Store.AfterCommit = partition => partition != "hub" && IsFinished(world) ? hold.Task : Task.CompletedTask;
        var raise = owner.Client.RaiseEventAsync("x", "go", "old");
        await world.Until(() => IsFinished(world), "the last commit is in the table");

        // The owner has all of the former run in memory yet when it finds that the id has been used again.
        await world.Await(other.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x")));
        await world.Settle(2_000);
        owner.Store.AfterCommit = null;
        hold.SetResult();
        await world.Await(raise);
        await world.Await(other.Client.RaiseEventAsync("x", "go", "new"));

        var end = await world.Await(other.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("new4", end.ReadOutputAs<string>());
        Assert.Equal(8, world.Runs.Count);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F56_MessageForAFormerRunOfTheId_DoesNotReachTheNewRun()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")));
        var former = Hub.Log.InstanceRows.ToRecord(world.Table.Rows.Single(row => row.RowKey == "i|x")).StartId;
        await world.Await(process.Client.TerminateInstanceAsync("x"));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")));

        // Another process had asked for the termination, too, and its message was long under way.
        var late = new Hub.Storage.TableRow("s000", "m|x|00");
        late.Set("v", 1L);
        late.Set("id", "x");
        late.Set("sid", former);
        late.Set("k", "signal");
        late.Set(
            "d0",
            Embedded.DurableTask.Replay.HistorySerializer.Serialize([new Embedded.DurableTask.Replay.ExecutionTerminated(null, null)])
        );
        await world.Table.InsertAsync(late, CancellationToken.None);
        await world.Until(() => !world.Table.Rows.Any(row => HubWorld.IsOfKind(row, "m")), "it is taken");

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync("x"))!.RuntimeStatus);
    }

    private static bool IsFinished(HubWorld world) =>
        world.Table.Rows.Any(row => row.RowKey == "i|x" && Hub.Log.InstanceRows.ToRecord(row).IsFinished);

    [Theory]
    [InlineData("running")]
    [InlineData("suspended")]
    [InlineData("pending")]
    public async Task F56_UnfinishedIdStartedAgain_AlreadyExists(string state)
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var startAt = state == "pending" ? world.Clock.GetUtcNow().AddHours(1) : (DateTimeOffset?)null;
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x", startAt)));
        if (state == "suspended")
        {
            await world.Await(process.Client.SuspendInstanceAsync("x"));
        }

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")))
        );
    }

    [Fact]
    public async Task F56_FinishedInADedupeStatus_AlreadyExists()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "1", new StartOrchestrationOptions("x")));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("x"));
        var strict = new StartOrchestrationOptions("x").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "2", strict))
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F56_StartWhilePurging_WaitsForThePurgeAndBeginsAnew(bool byTheOwner)
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "old", new StartOrchestrationOptions("x")));
        await world.Await(owner.Client.WaitForInstanceCompletionAsync("x"));
        var (reached, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        owner.Store.AfterQuery = from =>
        {
            if (!from.StartsWith("h|x|", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return hold.Task;
        };
        var purge = owner.Client.PurgeInstanceAsync("x");
        await world.Await(reached.Task);
        var start = (byTheOwner ? owner : other).Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo",
            "new",
            new StartOrchestrationOptions("x")
        );
        await world.Settle(1_000);
        Assert.False(start.IsCompleted);
        hold.SetResult();

        Assert.Equal(1, (await world.Await(purge)).PurgedInstanceCount);
        await world.Await(start);
        var end = await world.Await(owner.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("new", end.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F58_TerminateAndStartInOneTurn_NeitherIsLost()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var later = new StartOrchestrationOptions("x", world.Clock.GetUtcNow().AddHours(1));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", later));

        // Not by way of the world's clock: this goes on in the midst of the shard's loop, so that both are taken by one turn.
        await process.Client.RaiseEventAsync("x", "go", "in vain");
        var terminate = process.Client.TerminateInstanceAsync("x");
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "new", new StartOrchestrationOptions("x"));
        await world.Await(Task.WhenAll(terminate, start));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("new", end.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
    }
}

/// <summary>In memory.</summary>
public sealed class UsedAgainTestsInMemory() : UsedAgainTests(null);

/// <summary>On Azurite.</summary>
public sealed class UsedAgainTestsOnAzurite(AzuriteFixture azurite) : UsedAgainTests(azurite);
