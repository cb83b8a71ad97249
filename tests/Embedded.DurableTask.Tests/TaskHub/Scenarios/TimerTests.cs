using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Timers and the clocks they go by.</summary>
public abstract class TimerTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task Timer_Due_FiresPromptly()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 5));
        var due = world.Clock.GetUtcNow().AddMinutes(5);
        await world.Settle();
        world.Clock.Advance(due - world.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(200));
        await world.Settle(100);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync(id))!.RuntimeStatus);

        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));

        Assert.True(world.Clock.GetUtcNow() - due < TimeSpan.FromMilliseconds(500), "it was late");
    }

    [Fact]
    public async Task F32_ProcessClockFiveMinutesAhead_UnhealthyInsteadOfEarly()
    {
        await using var world = NewWorld();
        var process = world.NewProcess();
        process.Store.ServiceDate = () => world.Clock.GetUtcNow().AddMinutes(-5);
        await world.Await(process.Hub.StartAsync(CancellationToken.None));
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 10));
        Assert.False(process.Hub.Health.ClocksAgree);
        Assert.False(process.Hub.Health.IsHealthy);
        Assert.InRange(process.Hub.Health.ClockSkew, TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(5.1));

        // The clock jumps back by what it was ahead: what it has promised by the service's clock still holds.
        var dueByService = world.Clock.GetUtcNow().AddMinutes(-5).AddMinutes(10);
        await world.Settle();
        world.Clock.Advance(TimeSpan.FromMinutes(9));
        await world.Settle();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync(id))!.RuntimeStatus);
        world.Clock.Advance(TimeSpan.FromSeconds(55));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
        Assert.True(world.Clock.GetUtcNow().AddMinutes(-5) >= dueByService.AddSeconds(-1), "it fired early by the service's clock");
    }

    [Fact]
    public async Task Clocks_AFewSecondsApart_Healthy()
    {
        await using var world = NewWorld();
        var process = world.NewProcess();
        process.Store.ServiceDate = () => world.Clock.GetUtcNow().AddSeconds(10);
        await world.Await(process.Hub.StartAsync(CancellationToken.None));

        Assert.True(process.Hub.Health.IsHealthy);
    }

    [Fact]
    public async Task F35_DownForTenDays_FiresOnceOnReturn()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 60 * 24));
        await world.Settle();
        first.Kill(noticed: true);
        world.Clock.Advance(TimeSpan.FromDays(10));
        var second = await world.StartAsync();

        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.True(end.ReadOutputAs<bool>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F34_400Days_FiresThen()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 60 * 24 * 400));
        await world.Settle();

        // In strides: an owner that is silent for so long would lose its shard, and nobody is there to take it.
        world.Clock.Advance(TimeSpan.FromDays(399));
        await world.Settle();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync(id))!.RuntimeStatus);
        world.Clock.Advance(TimeSpan.FromDays(1));

        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
    }

    [Fact]
    public async Task F37_ManyTimersDueAtOnce_AllFireInBoundedBatchesAndOthersGoOn()
    {
        var count = IsInMemory ? 10_000 : 500;
        await using var world = NewWorld(shards: 2);
        var process = await world.StartAsync();
        await world.Await(
            Task.WhenAll(Enumerable.Range(0, count).Select(_ => process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 5)).ToList())
        );
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        var largest = 0;
        process.Store.PlanCommit = operations =>
        {
            largest = Math.Max(largest, operations.Count);
            return Stores.Fault.None;
        };

        // In the midst of them something else: it is not to wait for all of them.
        var other = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(other));
        await world.Until(() => process.Hub.Health.ActiveInstances == 0, "all have fired");

        Assert.InRange(largest, 2, 100);
        Assert.Null(process.Hub.Health.OldestDueTimer);
    }

    [Fact]
    public async Task F33_ClockBehindInTheNextGeneration_TimeOfTheOrchestrationDoesNotDecrease()
    {
        await using var world = NewWorld();
        var code = new TaskRegistry();
        code.AddOrchestrator(
            "Diary",
            async context =>
            {
                List<DateTime> times = [.. context.GetInput<DateTime[]>() ?? [], context.CurrentUtcDateTime];
                await context.WaitForExternalEvent<string>("go");
                times.Add(context.CurrentUtcDateTime);
                if (times.Count >= 6)
                {
                    return times;
                }

                context.ContinueAsNew(times);
                return null;
            }
        );
        var process = world.NewProcess(registry: code);
        var ahead = TimeSpan.Zero;
        process.Store.ServiceDate = () => world.Clock.GetUtcNow() - ahead;
        await world.Await(process.Hub.StartAsync(CancellationToken.None));
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Diary"));
        for (var i = 0; i < 3; i++)
        {
            // The service's clock proves more and more that ours is ahead: ours is held back.
            ahead += TimeSpan.FromHours(1);
            await world.Settle(8_000);
            await world.Await(process.Client.RaiseEventAsync(id, "go"));
        }

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        var times = end.ReadOutputAs<DateTime[]>()!;
        Assert.Equal(6, times.Length);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task F36_TimerDueWhenTheInstanceHasEnded_IgnoredAndNothingIsLeft()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 5, new StartOrchestrationOptions("x")));
        await world.Settle();
        await world.Await(process.Client.TerminateInstanceAsync(id));
        var commits = world.Table.Rows.Count(row => HubWorld.IsOfKind(row, "h"));
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        await world.Settle(1_000);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await process.Client.GetInstanceAsync(id))!.RuntimeStatus);
        Assert.Equal(commits, world.Table.Rows.Count(row => HubWorld.IsOfKind(row, "h")));
        Assert.DoesNotContain(world.Table.Rows, row => HubWorld.IsOfKind(row, "a"));
    }

    [Fact]
    public async Task StartAt_InTheFuture_PendingUntilThenAlsoAcrossKillAndEventsKept()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        var at = world.Clock.GetUtcNow().AddHours(1);
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x", at)));
        await world.Await(first.Client.RaiseEventAsync(id, "go", "early"));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await first.Client.GetInstanceAsync(id))!.RuntimeStatus);
        first.Kill(noticed: true);
        var second = await world.StartAsync();
        await world.Settle();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await second.Client.GetInstanceAsync(id))!.RuntimeStatus);

        world.Clock.Advance(TimeSpan.FromHours(1));
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("early", end.ReadOutputAs<string>());
    }
}

/// <summary>In memory.</summary>
public sealed class TimerTestsInMemory() : TimerTests(null);

/// <summary>On Azurite.</summary>
public sealed class TimerTestsOnAzurite(AzuriteFixture azurite) : TimerTests(azurite);
