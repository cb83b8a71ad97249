using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Writes that arrive when nobody counts on them any more, and reads with a write in their middle.</summary>
public sealed class LateAndTornTests
{
    [Fact]
    public async Task F3_CommitOfAKilledProcessArrivesAfterTheTakeOver_Refused()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        first.Store.Plan = (_, what) => what == "commit" ? Fault.Late : Fault.None;
        _ = first.Client.RaiseEventAsync("x", SampleCode.EventName, "of the dead");
        await world.Settle(50);
        first.Kill(noticed: true);
        var heir = await world.StartAsync();
        await world.Await(heir.Client.RaiseEventAsync("x", SampleCode.EventName, "1"));

        await first.Store.DeliverLateAsync();
        await world.Await(heir.Client.RaiseEventAsync("x", SampleCode.EventName, "2"));

        var end = await world.Await(heir.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal(["1", "2"], end.ReadOutputAs<string[]>()!);
        await LogInvariants.CheckAsync(world);
    }

    [Theory]
    [InlineData("query a|")]
    [InlineData("find i|x")]
    [InlineData("query h|x")]
    public async Task F9_FormerOwnerCommitsWhileTheHeirReads_RefusedSoWhatWasReadStaysTrue(string whileReading)
    {
        await using var world = new HubWorld();
        var zombie = await world.StartAsync();
        await world.Await(zombie.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        var wakes = new TaskCompletionSource();
        zombie.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : wakes.Task;
        var stale = zombie.Client.RaiseEventAsync("x", SampleCode.EventName, "of the zombie");
        await world.Settle();

        var heir = world.NewProcess();
        var woken = false;
        heir.Store.Plan = (_, what) =>
        {
            // Its commit leaves between the heir's taking of the owner row and this read.
            if (!woken && what.StartsWith(whileReading, StringComparison.Ordinal))
            {
                woken = true;
                wakes.SetResult();
            }

            return Fault.None;
        };
        await world.Await(heir.Hub.StartAsync(CancellationToken.None));
        await world.Until(() => heir.Hub.Health.ShardsOwned == 1, "the heir owns", TimeSpan.FromMilliseconds(100));
        await world.Await(heir.Client.RaiseEventAsync("x", SampleCode.EventName, "of the heir"));
        await world.Await(stale);

        var end = await world.Await(heir.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.True(woken);
        Assert.Equal(["of the heir", "of the zombie"], end.ReadOutputAs<string[]>()!.Order(StringComparer.Ordinal));
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F28_EventBetweenStepAndItsCommit_NotLost()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        var hold = new TaskCompletionSource();
        process.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : hold.Task;
        var first = process.Client.RaiseEventAsync("x", SampleCode.EventName, "1");
        await world.Settle(50);

        // The step of the first has been made and is on its way.
        var second = process.Client.RaiseEventAsync("x", SampleCode.EventName, "2");
        await world.Settle(50);
        Assert.False(first.IsCompleted || second.IsCompleted);
        hold.SetResult();

        await world.Await(Task.WhenAll(first, second));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal(["1", "2"], end.ReadOutputAs<string[]>()!);
    }

    private static async Task BeginAsync(HubWorld world, HubProcess process)
    {
        while (true)
        {
            try
            {
                await world.Await(process.Hub.StartAsync(CancellationToken.None));
                break;
            }
            catch (Embedded.DurableTask.Hub.Storage.TableStoreException)
            {
                // Making the table or the manifest got no answer: whoever runs the process starts it again.
            }
        }

        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x")));
    }
}
