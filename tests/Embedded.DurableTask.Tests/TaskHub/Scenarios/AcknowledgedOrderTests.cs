using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>
/// What one process was told is durable enters history before what another is told later, also where the two do not know of each other
/// (yet, or any more). Found by simulation.
/// </summary>
public abstract class AcknowledgedOrderTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task Promise2_AcknowledgedByAProcessThatDied_ComesBeforeWhatTheHeirTakes()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var sender = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        await world.Settle(12_000);
        owner.Kill(noticed: true);
        await world.Await(sender.Client.RaiseEventAsync("x", SampleCode.EventName, "first"));
        sender.Kill(noticed: true);

        // Alone from its first look at the others on: nobody can send to it any more, but somebody has. Its first look into the inbox fails.
        var heir = world.NewProcess();
        var looks = 0;
        heir.Store.Plan = (_, what) => what.StartsWith("query m|", StringComparison.Ordinal) && ++looks == 1 ? Fault.Before : Fault.None;
        await world.Await(heir.Hub.StartAsync(CancellationToken.None));
        await world.Await(heir.Client.RaiseEventAsync("x", SampleCode.EventName, "second"));

        var end = await world.Await(heir.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal(["first", "second"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task Promise2_AcknowledgedByAProcessThatTheOwnerDoesNotKnowYet_ComesFirst()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        await world.Settle(3_000);

        // The owner looks around every quarter of a lease: it has not seen this one when it is told the second event.
        var newcomer = await world.StartAsync();
        await world.Await(newcomer.Client.RaiseEventAsync("x", SampleCode.EventName, "first"));
        await world.Await(owner.Client.RaiseEventAsync("x", SampleCode.EventName, "second"));

        var end = await world.Await(owner.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal(["first", "second"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task Raise_ByAProcessThatNobodyKnowsYet_IsAcknowledgedAlsoIfTheInstanceDoesNotTakeIt()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync(registry: new TaskRegistry());
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1, new StartOrchestrationOptions("x")));
        var newcomer = await world.StartAsync(registry: new TaskRegistry());

        // Parked for want of code: the event stays a row, and its sender need not wait for ever.
        await world.Await(newcomer.Client.RaiseEventAsync("x", SampleCode.EventName, "kept"));

        Assert.Contains(world.Table.Rows, row => row.RowKey.StartsWith("m|x|", StringComparison.Ordinal));
    }
}

/// <summary>In memory.</summary>
public sealed class AcknowledgedOrderTestsInMemory() : AcknowledgedOrderTests(null);

/// <summary>On Azurite.</summary>
public sealed class AcknowledgedOrderTestsOnAzurite(AzuriteFixture azurite) : AcknowledgedOrderTests(azurite);
