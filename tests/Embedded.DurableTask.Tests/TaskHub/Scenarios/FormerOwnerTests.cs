using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>A process that was away for longer than its lease and still takes itself for the owner. Found by simulation.</summary>
public abstract class FormerOwnerTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F5_GetInstance_AskedOfTheFormerOwner_SaysWhatTheTableSays()
    {
        await using var world = NewWorld();
        var (former, _) = await LetGoByAsync(world);

        var found = await world.Await(former.Client.GetInstanceAsync("x"));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, found!.RuntimeStatus);
    }

    [Fact]
    public async Task F5_Purge_AskedOfTheFormerOwner_IsNotRefusedFromMemory()
    {
        await using var world = NewWorld();
        var (former, hold) = await LetGoByAsync(world);

        var purge = former.Client.PurgeInstanceAsync("x");
        await world.Settle();
        Assert.False(purge.IsCompleted);
        hold.SetResult();

        Assert.Equal(1, (await world.Await(purge)).PurgedInstanceCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task F57_Purge_AskedAgainWhileACrashedOneGoesOn_IsToldItsEnd()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "hello", new StartOrchestrationOptions("x")));
        await world.Await(first.Client.WaitForInstanceCompletionAsync("x"));
        first.Store.Plan = (_, what) => what.StartsWith("query h|", StringComparison.Ordinal) ? Fault.Before : Fault.None;
        _ = first.Client.PurgeInstanceAsync("x");
        await world.Until(() => world.Table.Rows.Any(row => row.RowKey == "a|x"), "the purge is marked");
        first.Kill(noticed: true);

        var second = world.NewProcess();
        var isSlow = true;
        second.Store.Plan = (_, what) => isSlow && what.StartsWith("query h|", StringComparison.Ordinal) ? Fault.Before : Fault.None;
        await world.Await(second.Hub.StartAsync(CancellationToken.None));
        await world.Settle();
        var again = second.Client.PurgeInstanceAsync("x");
        await world.Settle();
        Assert.False(again.IsCompleted);
        isSlow = false;

        Assert.Equal(1, (await world.Await(again)).PurgedInstanceCount);
        Assert.DoesNotContain(world.Table.Rows, row => row.RowKey.Contains("|x", StringComparison.Ordinal));
    }

    /// <summary>Starts an instance in a process, keeps that one from committing, and lets another process finish the instance.</summary>
    private static async Task<(HubProcess Former, TaskCompletionSource Hold)> LetGoByAsync(HubWorld world)
    {
        var former = await world.StartAsync();
        await world.Await(former.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("x")));
        await world.Await(former.Client.WaitForInstanceStartAsync("x"));
        var hold = new TaskCompletionSource();
        former.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : hold.Task;
        var now = await world.StartAsync();
        await world.Until(() => now.Hub.Health.ShardsOwned == 1, "the shard is taken");
        await world.Await(now.Client.RaiseEventAsync("x", SampleCode.EventName, "done"));
        await world.Await(now.Client.WaitForInstanceCompletionAsync("x"));
        Assert.Equal(1, former.Hub.Health.ShardsOwned);
        return (former, hold);
    }
}

/// <summary>In memory.</summary>
public sealed class FormerOwnerTestsInMemory() : FormerOwnerTests(null);

/// <summary>On Azurite.</summary>
public sealed class FormerOwnerTestsOnAzurite(AzuriteFixture azurite) : FormerOwnerTests(azurite);
