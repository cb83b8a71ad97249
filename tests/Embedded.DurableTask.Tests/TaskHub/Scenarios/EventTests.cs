using Embedded.DurableTask.Replay;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>External events, from the client to history.</summary>
public abstract class EventTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F13_EventBeforeStart_UnknownInstance()
    {
        await using var world = NewWorld(shards: 3);
        var process = await world.StartAsync();

        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => world.Await(process.Client.RaiseEventAsync("none", "go")));
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => world.Await(process.Client.TerminateInstanceAsync("none")));
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => world.Await(process.Client.SuspendInstanceAsync("none")));
    }

    [Fact]
    public async Task F13F14_EventRightBehindStart_Delivered()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();

        // Both are under way at once, so they may even share a batch.
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x"));
        var raise = process.Client.RaiseEventAsync("x", "go", "w");
        await world.Await(start);
        try
        {
            await world.Await(raise);
        }
        catch (OrchestrationNotFoundException)
        {
            // It did overtake the start: then the sender was told.
            await world.Await(process.Client.RaiseEventAsync("x", "go", "w"));
        }

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("w", end.ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F15_EventAndTimerDueInOneStep_OrderFixedInHistory(bool eventFirst)
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Race", new StartOrchestrationOptions("x")));
        await world.Settle();

        // While commits are held back both become ready, the one before the other.
        var hold = new TaskCompletionSource();
        first.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : hold.Task;
        var raise = eventFirst ? first.Client.RaiseEventAsync(id, "go", "w") : null;
        await world.RestAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        raise ??= first.Client.RaiseEventAsync(id, "go", "w");
        await world.RestAsync();
        hold.SetResult();
        await world.Await(raise);
        var told = await world.Await(first.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(eventFirst ? "event" : "timer", told.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F17_EventWhenOnlyACancelledWaitIsThere_GoesToTheNextWait()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Patience", new StartOrchestrationOptions("x")));
        await world.Settle();
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.UntilInstance(first.Client, id, m => m.ReadCustomStatusAs<string>() == "again", "waiting again");
        first.Kill(noticed: true);
        var second = await world.StartAsync();

        await world.Await(second.Client.RaiseEventAsync(id, "go", "w"));

        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal("w", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F16_EventsWhileNobodyWaits_KeptInOrder()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps"));
        var first = process.Client.RaiseEventAsync(id, "GO", "first-");
        var second = process.Client.RaiseEventAsync(id, "go", "second-");
        await world.Await(Task.WhenAll(first, second));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("first-4", end.ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task F18_EventsInTheMomentOfContinueAsNew_NextGenerationOnceAndInOrder(int atOnce)
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new RoundsInput(20, [])));

        for (var i = 0; i < 20; i += atOnce)
        {
            // Not awaited one by one: they arrive while the generation before is ending.
            await world.Await(
                Task.WhenAll(Enumerable.Range(i, atOnce).Select(n => process.Client.RaiseEventAsync(id, "go", $"{n}")).ToList())
            );
        }

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}"), end.ReadOutputAs<List<string>>()!);
        await LogInvariants.CheckAsync(world);
        await world.Until(
            () => world.Table.Rows.Count(row => row.RowKey.StartsWith("h|", StringComparison.Ordinal)) <= 3,
            "the rows of earlier generations are gone"
        );
    }

    [Fact]
    public async Task F19_SameEventIdAgain_AppliedOnceAlsoAcrossContinueAsNew()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new RoundsInput(3, [])));
        await RaiseAsync("one", "1");
        await RaiseAsync("one", "1");
        await RaiseAsync("two", "2");
        await RaiseAsync("one", "1");
        await RaiseAsync("three", "3");

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(["1", "2", "3"], end.ReadOutputAs<List<string>>()!);

        Task RaiseAsync(string eventId, string payload) =>
            world.Await(
                process.Hub.Runtime.Router.SendAsync(
                    id,
                    reply => new Hub.Shards.SignalMessage(id, new EventRaised(eventId, "go", $"\"{payload}\"")) { Reply = reply },
                    CancellationToken.None
                )
            );
    }

    [Fact]
    public async Task F20_TwoEventsOfSameNameAndPayload_BothApplied()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2));

        await world.Await(process.Client.RaiseEventAsync(id, "go", "same"));
        await world.Await(process.Client.RaiseEventAsync(id, "go", "same"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(["same", "same"], end.ReadOutputAs<List<string>>()!);
    }

    [Fact]
    public async Task F21_EventAfterFinish_SenderTold()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));

        await Assert.ThrowsAsync<OrchestrationFinishedException>(() => world.Await(process.Client.RaiseEventAsync(id, "go")));
        await Assert.ThrowsAsync<OrchestrationFinishedException>(() => world.Await(process.Client.TerminateInstanceAsync(id)));
    }

    [Fact]
    public async Task F22_HundredEventsOfEightSendersInTwoProcesses_AllApplied()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        var id = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 100));

        await world.Await(Task.WhenAll(Enumerable.Range(0, 8).Select(SendAsync)));
        var end = await world.Await(owner.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        var words = end.ReadOutputAs<List<string>>()!;
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}").Order(), words.Order());
        foreach (var sender in Enumerable.Range(0, 8))
        {
            var own = words.Select(int.Parse).Where(i => i % 8 == sender).ToList();
            Assert.Equal(own.Order(), own);
        }

        async Task SendAsync(int sender)
        {
            for (var i = sender; i < 100; i += 8)
            {
                await (sender % 2 == 0 ? owner : other).Client.RaiseEventAsync(id, "go", $"{i}");
            }
        }
    }

    [Theory]
    [InlineData("a|b/c#d?e\\f")]
    [InlineData("决定\u0001\u007f")]
    [InlineData("😀")]
    public async Task F24_OddEventAndInstanceNames_Work(string name)
    {
        await using var world = NewWorld();
        var registry = new TaskRegistry();
        registry.AddOrchestrator("Odd", async context => await context.WaitForExternalEvent<string>(name));
        var owner = await world.StartAsync(registry: registry);
        var other = await world.StartAsync(registry: registry);
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Odd", new StartOrchestrationOptions(name)));

        await world.Await(other.Client.RaiseEventAsync(name, name.ToUpperInvariant(), name));
        var end = await world.Await(owner.Client.WaitForInstanceCompletionAsync(name, getInputsAndOutputs: true));

        Assert.Equal(name, end.InstanceId);
        Assert.Equal(name, end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F24_NameTooLong_RefusedAtOnce()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => process.Client.RaiseEventAsync("x", new string('n', 2_001)));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions("@entity"))
        );
    }

    [Fact]
    public async Task F25_1001InboxRows_AllApplied()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        var id = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1_001));

        await world.Await(Task.WhenAll(Enumerable.Range(0, 1_001).Select(i => other.Client.RaiseEventAsync(id, "go", $"{i}")).ToList()));
        var end = await world.Await(other.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(1_001, end.ReadOutputAs<List<string>>()!.Distinct().Count());
        Assert.DoesNotContain(world.Table.Rows, row => row.RowKey.StartsWith("m|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendEvent_ToAnotherShard_DeliveredOnceAndOutboxEmptied()
    {
        await using var world = NewWorld(shards: 4);
        var process = await world.StartAsync();
        var targets = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            targets.Add(await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1)));
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Send", targets[^1]));
        }

        foreach (var target in targets)
        {
            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(target, getInputsAndOutputs: true));
            Assert.Equal(["from another"], end.ReadOutputAs<List<string>>()!);
        }

        await world.Until(
            () => !world.Table.Rows.Any(row => row.RowKey.StartsWith("o|", StringComparison.Ordinal)),
            "the outbox rows are gone"
        );
    }

    [Fact]
    public async Task Suspend_EventsMeanwhile_DeliveredAtResumeAlsoAfterKill()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2));
        await world.Await(first.Client.SuspendInstanceAsync(id, "think"));
        await world.Await(first.Client.RaiseEventAsync(id, "go", "a"));
        await world.Await(first.Client.RaiseEventAsync(id, "go", "b"));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await first.Client.GetInstanceAsync(id))!.RuntimeStatus);
        first.Kill(noticed: true);
        var second = await world.StartAsync();

        await world.Await(second.Client.ResumeInstanceAsync(id));
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(["a", "b"], end.ReadOutputAs<List<string>>()!);
    }
}

/// <summary>In memory.</summary>
public sealed class EventTestsInMemory() : EventTests(null);

/// <summary>On Azurite.</summary>
public sealed class EventTestsOnAzurite(AzuriteFixture azurite) : EventTests(azurite);
