using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>How an owner learns of work: there are no hints to lose, it looks into its inbox.</summary>
public sealed class WakeUpTests
{
    [Fact]
    public async Task F26_MessageOfAnotherProcessWhileTheOwnerIsIdle_FoundWithinOnePollPeriod()
    {
        await using var world = new HubWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")));

        // Idle for so long that it looks as seldom as it ever does.
        await world.Settle(60_000);
        var sent = world.Clock.GetUtcNow();
        await world.Await(other.Client.RaiseEventAsync("x", SampleCode.EventName, "w"));
        await world.Await(owner.Client.WaitForInstanceCompletionAsync("x"));

        Assert.InRange(
            world.Clock.GetUtcNow() - sent,
            TimeSpan.Zero,
            new TaskHubOptions().InboxPollInterval + TimeSpan.FromMilliseconds(100)
        );
    }

    [Fact]
    public async Task F27_HundredMessagesForAPurgedInstance_NoEffectAndNoneIsLeft()
    {
        await using var world = new HubWorld();
        var owner = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions("x")));
        await world.Await(owner.Client.WaitForInstanceCompletionAsync("x"));
        await world.Await(owner.Client.PurgeInstanceAsync("x"));
        var codec = new Embedded.DurableTask.Hub.Shards.MessageRows(new Embedded.DurableTask.Hub.Log.PayloadCodec(world.Payloads, 30_000));
        for (var i = 0; i < 100; i++)
        {
            Embedded.DurableTask.Hub.Shards.ShardMessage message =
                i % 2 == 0
                    ? new Embedded.DurableTask.Hub.Shards.WakeMessage("x")
                    : new Embedded.DurableTask.Hub.Shards.SignalMessage(
                        "x",
                        new Embedded.DurableTask.Replay.EventRaised($"{i}", SampleCode.EventName, null)
                    );
            await world.Table.InsertAsync(codec.ToInboxRow("s000", $"m|x|{i:d4}", message, []), CancellationToken.None);
        }

        await world.Until(() => !world.Table.Rows.Any(row => row.RowKey.StartsWith("m|", StringComparison.Ordinal)), "they are gone");

        Assert.Null(await owner.Client.GetInstanceAsync("x"));
        Assert.Equal(0, owner.Hub.Health.ActiveInstances);
    }

    [Fact]
    public async Task F30_InstanceThatIsAlwaysReady_DoesNotKeepOthersWaiting()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        // Storage takes a moment; a spinning instance is ready again as soon as it has had its turn.
        process.Store.BeforeCommit = async partition =>
        {
            if (partition != "hub")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), world.Clock);
            }
        };
        for (var i = 0; i < 5; i++)
        {
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Spin", 0));
        }

        var before = world.Table.Commits;
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x")));
        await world.Await(process.Client.RaiseEventAsync("x", SampleCode.EventName, "w"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("x"));

        // Its own steps are some seven commits, one after another.
        Assert.InRange(world.Table.Commits - before, 5, 40);
    }

    [Fact]
    public async Task F31_LooksBecomeSeldomAndAreFrequentAgainAfterWork()
    {
        await using var world = new HubWorld();
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        await world.Settle(30_000);
        owner.Store.Journal = [];
        await world.Settle(10_000);
        Assert.InRange(Looks(owner), 5, 15);

        await world.Await(other.Client.RaiseEventAsync("x", SampleCode.EventName, "w"));
        await world.Until(() => !world.Table.Rows.Any(row => row.RowKey.StartsWith("m|", StringComparison.Ordinal)), "it is taken");
        owner.Store.Journal = [];
        await world.Settle(200);
        Assert.InRange(Looks(owner), 3, 20);
    }

    private static int Looks(HubProcess process) =>
        process.Store.Journal!.Count(call => call.StartsWith("query m|", StringComparison.Ordinal));
}
