using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Timers and the clocks they go by.</summary>
public sealed class TimerTests
{
    [Fact]
    public async Task Timer_Due_FiresPromptly()
    {
        await using var world = new HubWorld();
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
        await using var world = new HubWorld();
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
        await using var world = new HubWorld();
        var process = world.NewProcess();
        process.Store.ServiceDate = () => world.Clock.GetUtcNow().AddSeconds(10);
        await world.Await(process.Hub.StartAsync(CancellationToken.None));

        Assert.True(process.Hub.Health.IsHealthy);
    }

    [Fact]
    public async Task F35_DownForTenDays_FiresOnceOnReturn()
    {
        await using var world = new HubWorld();
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
        await using var world = new HubWorld();
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
    public async Task F37_500TimersDueAtOnce_AllFire()
    {
        await using var world = new HubWorld { Shards = 2 };
        var process = await world.StartAsync();
        var ids = await world.Await(
            Task.WhenAll(Enumerable.Range(0, 500).Select(_ => process.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 5)).ToList())
        );
        world.Clock.Advance(TimeSpan.FromMinutes(6));

        foreach (var id in ids)
        {
            await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
        }
    }

    [Fact]
    public async Task StartAt_InTheFuture_PendingUntilThenAlsoAcrossKillAndEventsKept()
    {
        await using var world = new HubWorld();
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
