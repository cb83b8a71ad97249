using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Payloads that no row names go, others stay.</summary>
public abstract class PayloadCollectorTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F11_PayloadOfACommitThatNeverWas_CollectedAfterTheGracePeriod()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", new string('x', 50_000)));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
        var named = world.Payloads.Names;
        await world.Payloads.WriteAsync($"{id}/{new string('0', 64)}", "orphan", CancellationToken.None);
        await world.Payloads.WriteAsync($"nobody/{new string('0', 64)}", "orphan", CancellationToken.None);

        Assert.Equal(0, await process.Hub.Runtime.Collector.CollectAsync(CancellationToken.None));
        world.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(2, await process.Hub.Runtime.Collector.CollectAsync(CancellationToken.None));

        Assert.Equal(named, world.Payloads.Names);
    }

    [Fact]
    public async Task F12_CollectedWhileASlowCommitHoldsAFreshPayload_Spared()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1, new StartOrchestrationOptions("x")));
        var hold = new TaskCompletionSource();
        process.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : hold.Task;
        var raise = process.Client.RaiseEventAsync(id, "go", new string('文', 50_000));
        await world.Until(() => world.Payloads.Names.Count == 2, "the payloads of event and output are written");

        // Nothing names it yet, for hours.
        world.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await process.Hub.Runtime.Collector.CollectAsync(CancellationToken.None));
        process.Store.BeforeCommit = null;
        hold.SetResult();
        await world.Await(raise);

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(50_000, end.ReadOutputAs<string[]>()![0].Length);
    }

    [Fact]
    public async Task Collect_PayloadsNamedInHistoryOnly_Stay()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2));
        await world.Await(process.Client.RaiseEventAsync(id, "go", new string('文', 50_000)));
        world.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(0, await process.Hub.Runtime.Collector.CollectAsync(CancellationToken.None));
        Assert.Single(world.Payloads.Names);
    }
}

/// <summary>In memory, where a payload's age goes by the test's clock.</summary>
public sealed class PayloadCollectorTestsInMemory() : PayloadCollectorTests(null)
{
    [Fact]
    public async Task F12_OldOrphanWrittenAgainByACommitUnderWay_Spared()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var name = $"nobody/{new string('0', 64)}";
        await world.Payloads.WriteAsync(name, "x", CancellationToken.None);
        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.Payloads.WriteAsync(name, "x", CancellationToken.None);

        Assert.Equal(0, await process.Hub.Runtime.Collector.CollectAsync(CancellationToken.None));
    }
}

/// <summary>On Azurite.</summary>
public sealed class PayloadCollectorTestsOnAzurite(AzuriteFixture azurite) : PayloadCollectorTests(azurite);
