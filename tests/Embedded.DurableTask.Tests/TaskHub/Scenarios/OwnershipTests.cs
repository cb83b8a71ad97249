using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Several processes on one hub: who owns what, and how it moves.</summary>
public abstract class OwnershipTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task TwoProcesses_FourShards_TwoEach()
    {
        await using var world = NewWorld(shards: 4);
        var a = await world.StartAsync();
        Assert.Equal(4, a.Hub.Health.ShardsOwned);
        var b = await world.StartAsync();

        await world.Until(() => (a.Hub.Health.ShardsOwned, b.Hub.Health.ShardsOwned) == (2, 2), "two each", TimeSpan.FromMilliseconds(100));
        var c = await world.StartAsync();
        await world.Until(
            () => new[] { a, b, c }.Select(p => p.Hub.Health.ShardsOwned).Order().SequenceEqual([1, 1, 2]),
            "one, one and two",
            TimeSpan.FromMilliseconds(100)
        );
    }

    [Fact]
    public async Task F29_OwnerKilled_OtherTakesOverAfterALeasePeriod()
    {
        await using var world = NewWorld(shards: 2);
        var a = await world.StartAsync();
        var id = await world.Await(a.Client.ScheduleNewOrchestrationInstanceAsync("Gated"));
        await world.Until(() => world.Runs.Count == 1, "it works");
        a.Kill();
        var killed = world.Clock.GetUtcNow();
        var b = await world.StartAsync();

        await world.Until(() => b.Hub.Health.ShardsOwned == 2, "both shards have moved", TimeSpan.FromMilliseconds(50));

        // From its first look on: no sooner than a lease, and not much later.
        Assert.InRange(world.Clock.GetUtcNow() - killed, world.Lease, world.Lease * 2);
        world.Gate.SetResult();
        await world.Await(b.Client.WaitForInstanceCompletionAsync(id));
    }

    [Fact]
    public async Task F29_TakersLeaseClockFarTooFast_TakesTooEarlyAndNothingIsDoneTwice()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var id = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 4));

        // It takes an owner for dead that has been silent for a fifth of a second; a healthy one renews every few seconds.
        var hasty = await world.StartAsync(options => options.LeasePeriod = TimeSpan.FromMilliseconds(200));
        await world.Until(() => hasty.Hub.Health.ShardsOwned == 1, "it has taken the shard");
        for (var i = 0; i < 4; i++)
        {
            await world.Await((i % 2 == 0 ? owner : hasty).Client.RaiseEventAsync(id, "go", $"{i}"));
        }

        var end = await world.Await(hasty.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(["0", "1", "2", "3"], end.ReadOutputAs<string[]>()!.Order());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task OwnerIdle_ForManyLeases_KeepsItsShards()
    {
        await using var world = NewWorld(shards: 2);
        var a = await world.StartAsync();
        var epochs = Epochs();
        var b = await world.StartAsync();
        await world.Until(() => b.Hub.Health.ShardsOwned == 1, "b has its share", TimeSpan.FromMilliseconds(100));
        var shared = Epochs();

        await world.Settle(3_000);
        for (var i = 0; i < 60; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.Settle(50);
        }

        Assert.Equal((1, 1), (a.Hub.Health.ShardsOwned, b.Hub.Health.ShardsOwned));
        Assert.Equal(shared, Epochs());
        Assert.NotEqual(epochs, shared);

        List<long?> Epochs() => [.. world.Table.Rows.Where(row => row.RowKey == "!").Select(row => row.Number("epoch"))];
    }

    [Fact]
    public async Task Stop_Owner_ReleasesAtOnceAndOtherGoesOn()
    {
        await using var world = NewWorld(shards: 2);
        var a = await world.StartAsync();
        var id = await world.Await(a.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        var b = await world.StartAsync();
        await world.Settle(100);

        await world.Await(a.Hub.StopAsync(CancellationToken.None));
        var stopped = world.Clock.GetUtcNow();
        await world.Until(() => b.Hub.Health.ShardsOwned == 2, "both shards have moved", TimeSpan.FromMilliseconds(20));

        Assert.True(world.Clock.GetUtcNow() - stopped < world.Lease, "it waited for a lease");
        await world.Await(b.Client.RaiseEventAsync(id, "go", "w"));
        await world.Await(b.Client.WaitForInstanceCompletionAsync(id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => a.Client.RaiseEventAsync(id, "go"));
    }

    [Fact]
    public async Task Recovery_ManyFinished_OnlyTheActiveAreRead()
    {
        await using var world = NewWorld();
        var a = await world.StartAsync();
        var finished = await world.Await(
            Task.WhenAll(Enumerable.Range(0, 50).Select(_ => a.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x")).ToList())
        );
        foreach (var id in finished)
        {
            await world.Await(a.Client.WaitForInstanceCompletionAsync(id));
        }

        var waiting = await world.Await(a.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        a.Kill(noticed: true);
        var b = world.NewProcess();
        b.Store.Journal = [];
        await world.Await(b.Hub.StartAsync(CancellationToken.None));
        await world.Settle();

        Assert.Equal(1, b.Hub.Health.ActiveInstances);
        Assert.DoesNotContain(b.Store.Journal, call => finished.Any(id => call.Contains(id, StringComparison.Ordinal)));
        Assert.Contains(b.Store.Journal, call => call.Contains(waiting, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recovery_InstanceLongIdle_NotEvenLoadedUntilNeeded()
    {
        await using var world = NewWorld();
        var a = await world.StartAsync();
        var id = await world.Await(a.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        await world.Until(
            () => world.Table.Rows.Any(row => row.RowKey == $"a|{id}" && !row.Flag("busy")),
            "its active row says that nothing is owed",
            TimeSpan.FromMilliseconds(100)
        );
        a.Kill(noticed: true);
        var b = world.NewProcess();
        b.Store.Journal = [];
        await world.Await(b.Hub.StartAsync(CancellationToken.None));
        await world.Settle();
        Assert.DoesNotContain(b.Store.Journal, call => call.Contains(id, StringComparison.Ordinal));

        await world.Await(b.Client.RaiseEventAsync(id, "go", "w"));
        var end = await world.Await(b.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("w", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Sessions_MoreThanMemoryMayHold_EvictedAndReplayed()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync(options => options.MaxLiveSessions = 5);
        var ids = await world.Await(
            Task.WhenAll(Enumerable.Range(0, 40).Select(_ => process.Client.ScheduleNewOrchestrationInstanceAsync("Steps")).ToList())
        );
        await world.Settle(8_000);
        process.Store.Journal = [];
        foreach (var id in ids)
        {
            await world.Await(process.Client.RaiseEventAsync(id, "go", "w"));
            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.Equal("w4", end.ReadOutputAs<string>());
        }

        Assert.True(
            process.Store.Journal.Count(call => call.StartsWith("query h|", StringComparison.Ordinal)) >= 30,
            "hardly any was evicted"
        );
        Assert.All(world.Runs.Values, runs => Assert.Equal(1, runs));
    }

    [Fact]
    public async Task F65_OtherShardCount_SecondRefusesWithBothNumbers()
    {
        await using var world = NewWorld(shards: 2);
        await world.StartAsync();
        var other = world.NewProcess(options => options.ShardCount = 3);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => other.Hub.StartAsync(CancellationToken.None));

        Assert.Contains("2 shards", problem.Message, StringComparison.Ordinal);
        Assert.Contains("set to 3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F63_TableDeleted_StopsWithAClearProblemAndDoesNotMakeItAnew()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        world.Table.Drop();

        await world.Until(() => process.Hub.Health.Problem is not null, "it says so", TimeSpan.FromMilliseconds(100));

        Assert.Contains("table", process.Hub.Health.Problem, StringComparison.Ordinal);
        Assert.False(process.Hub.Health.IsHealthy);
        await world.Settle(2_000);
        var problem = await Assert.ThrowsAsync<TableStoreException>(() =>
            world.Table.QueryAsync(new RowRange("s000", "!", "~"), null, 1, CancellationToken.None)
        );
        Assert.Equal(TableFault.TableMissing, problem.Fault);
    }

    [Fact]
    public async Task F63_TableDeletedAndMadeAnewByOthers_StopsWithAClearProblemAlsoWhereNothingIsOwned()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        await world.Settle(2_000);
        world.Table.Drop();
        await world.Table.CreateAsync(CancellationToken.None);

        foreach (var process in new[] { owner, other })
        {
            await world.Until(() => process.Hub.Health.Problem is not null, "it says so", TimeSpan.FromMilliseconds(100));
            Assert.Contains("is gone", process.Hub.Health.Problem, StringComparison.Ordinal);
        }

        // An empty hub that looks as if nothing had ever been in it would be the worst answer.
        await world.Settle(20_000);
        Assert.DoesNotContain(world.Table.Rows, row => row.RowKey == "!");
    }

    [Fact]
    public async Task F55_TwoStartsOfOneIdInTwoProcesses_OneWins()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var world = NewWorld();
            var a = await world.StartAsync();
            var b = await world.StartAsync();
            var starts = new[] { a, b, a, b }
                .Select(p => p.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")))
                .ToList();
            await world.Until(() => starts.TrueForAll(start => start.IsCompleted), "all have been answered");

            Assert.Equal(1, starts.Count(start => start.IsCompletedSuccessfully));
            foreach (var refused in starts.Where(start => start.IsFaulted))
            {
                Assert.IsType<OrchestrationAlreadyExistsException>(refused.Exception!.InnerException);
            }

            await LogInvariants.CheckAsync(world);
        }
    }

    [Fact]
    public async Task OtherProcess_EveryCallOnAShardItDoesNotOwn_Works()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        var client = other.Client;
        var id = await world.Await(client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        Assert.NotNull(await client.GetInstanceAsync(id));
        await world.Await(client.WaitForInstanceStartAsync(id));
        await world.Await(client.SuspendInstanceAsync(id));
        await world.UntilInstance(client, id, m => m.RuntimeStatus == OrchestrationRuntimeStatus.Suspended, "suspended");
        await world.Await(client.ResumeInstanceAsync(id));
        await world.Await(client.RaiseEventAsync(id, "go", new string('文', 40_000)));
        await world.Await(client.RaiseEventAsync(id, "go", "b"));
        var end = await world.Await(client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal([new string('文', 40_000), "b"], end.ReadOutputAs<List<string>>()!);

        await Assert.ThrowsAsync<OrchestrationFinishedException>(() => client.RaiseEventAsync(id, "go"));
        await world.Await(client.ScheduleNewOrchestrationInstanceAsync("Echo", "again", new StartOrchestrationOptions("x")));
        end = await world.Await(client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal("again", end.ReadOutputAs<string>());
        Assert.Equal(1, (await world.Await(client.PurgeInstanceAsync(id))).PurgedInstanceCount);
        Assert.Null(await client.GetInstanceAsync(id));
        Assert.Equal(0, other.Hub.Health.ShardsOwned);
        Assert.True(owner.Hub.Health.IsHealthy);
    }
}

/// <summary>In memory.</summary>
public sealed class OwnershipTestsInMemory() : OwnershipTests(null);

/// <summary>On Azurite.</summary>
public sealed class OwnershipTestsOnAzurite(AzuriteFixture azurite) : OwnershipTests(azurite);
