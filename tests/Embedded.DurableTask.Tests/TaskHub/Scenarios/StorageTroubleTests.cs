using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>A storage that does not answer, does not let us in, or can only be read.</summary>
public abstract class StorageTroubleTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F62_StorageGoneForMinutes_AskedEverMoreSeldom()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        process.Store.Plan = (_, _) => Fault.Before;
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x");
        await world.Until(() => !process.Hub.Health.StorageReachable, "the trouble shows");
        await world.Settle(30_000);
        var calls = new List<int>();
        for (var minute = 0; minute < 3; minute++)
        {
            var before = process.Store.Calls;
            await world.Settle(60_000);
            calls.Add(process.Store.Calls - before);
        }

        // The commit, the inbox and the peers: each every few seconds, whoever waits.
        Assert.All(calls, count => Assert.InRange(count, 10, 150));
        process.Store.Plan = null;
        await world.Await(process.Client.WaitForInstanceCompletionAsync(await world.Await(start)));
        Assert.True(process.Hub.Health.IsHealthy);
    }

    [Fact]
    public async Task F66_CredentialsExpireAndAreRenewed_NothingIsLostAndHealthShowsIt()
    {
        await using var world = NewWorld(shards: 2);
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Until(() => other.Hub.Health.ShardsOwned == 1, "each owns a shard", TimeSpan.FromMilliseconds(100));
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions($"x{i}"))));
        }

        await world.Settle();
        owner.Store.Plan = (_, _) => Fault.Denied;
        var raises = ids.Select(id => owner.Client.RaiseEventAsync(id, "go", "w")).ToList();
        await world.Settle(1_000);
        Assert.False(owner.Hub.Health.IsHealthy);
        Assert.DoesNotContain(raises, raise => raise.IsCompleted);
        owner.Store.Plan = null;

        await world.Await(Task.WhenAll(raises));
        foreach (var id in ids)
        {
            var end = await world.Await(owner.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.Equal("w4", end.ReadOutputAs<string>());
        }

        Assert.True(owner.Hub.Health.IsHealthy);
        await LogInvariants.CheckAsync(world);
    }
}

/// <summary>In memory.</summary>
public sealed class StorageTroubleTestsInMemory() : StorageTroubleTests(null);

/// <summary>On Azurite.</summary>
public sealed class StorageTroubleTestsOnAzurite(AzuriteFixture azurite) : StorageTroubleTests(azurite);
