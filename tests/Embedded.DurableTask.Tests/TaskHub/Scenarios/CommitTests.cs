using System.Text;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Commits that fail, are doubtful, come late or are too large.</summary>
public sealed class CommitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F1F2_KilledAtEachStorageCallInTurn_SameEnd(bool takesEffect)
    {
        var untouched = false;
        for (var k = 1; !untouched && k < 200; k++)
        {
            await using var world = new HubWorld();
            var first = world.NewProcess();
            var struck = false;
            var strike = k;
            first.Store.Plan = (number, _) =>
            {
                if (number < strike)
                {
                    return Fault.None;
                }

                struck = true;
                first.Kill(noticed: true);
                return takesEffect && number == strike ? Fault.After : Fault.Before;
            };
            var drive = DriveAsync(first);
            await world.Until(() => struck || drive.IsCompleted, $"call {k} has come");
            untouched = !struck;
            if (untouched)
            {
                first.Store.Plan = null;
            }

            var client = first.Client;
            if (struck)
            {
                var second = world.NewProcess();
                await world.Await(DriveAsync(second));
                client = second.Client;
            }

            var end = await world.Await(client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
            Assert.Equal("w4", end.ReadOutputAs<string>());
            await LogInvariants.CheckAsync(world);
        }

        Assert.True(untouched, "there was a fault at each of 200 calls");
    }

    [Fact]
    public async Task F4_ShardMovesBackAndForth_EveryStepOnceWhoeverMakesIt()
    {
        await using var world = new HubWorld { Lease = TimeSpan.FromSeconds(2) };
        var a = await world.StartAsync();
        var b = await world.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await world.Await((i % 2 == 0 ? a : b).Client.ScheduleNewOrchestrationInstanceAsync("Steps")));
            var owner = a.Hub.Health.ShardsOwned > 0 ? a : b;
            owner.Hub.Runtime.Seats[0].Tenure?.RequestRelease();
            await world.Await((i % 2 == 0 ? b : a).Client.RaiseEventAsync(ids[^1], "Go", $"{i}-"));
        }

        for (var i = 0; i < ids.Count; i++)
        {
            var end = await world.Await(a.Client.WaitForInstanceCompletionAsync(ids[i], getInputsAndOutputs: true));
            Assert.Equal($"{i}-4", end.ReadOutputAs<string>());
        }

        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F6_EveryCommitSentTwiceByTheLibrary_RecognisedByItsId()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        process.Store.Plan = (_, what) => what == "commit" ? Fault.Twice : Fault.None;

        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps"));
        await world.Await(process.Client.RaiseEventAsync(id, "Go", "w"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("w4", end.ReadOutputAs<string>());
        Assert.All(world.Runs.Values, runs => Assert.Equal(1, runs));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public async Task F7_FanOutOf300_AllRunNoneRecordedTwice(int? killAtCommit)
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var commits = 0;
        process.Store.Plan = (_, what) =>
        {
            if (what == "commit" && Interlocked.Increment(ref commits) == killAtCommit)
            {
                process.Kill(noticed: true);
                return Fault.Before;
            }

            return Fault.None;
        };
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("FanOut", 300, new StartOrchestrationOptions("x"));
        if (killAtCommit is not null)
        {
            await world.Until(() => commits >= killAtCommit, "it is killed");
            process = await world.StartAsync();
        }
        else
        {
            await world.Await(start);
        }

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));

        Assert.Equal(300 * 301 / 2, end.ReadOutputAs<int>());
        Assert.Equal(300, world.Runs.Count);
        await LogInvariants.CheckAsync(world);
    }

    [Theory]
    [InlineData(29_990, "x")]
    [InlineData(30_000, "x")]
    [InlineData(32_768, "文")]
    [InlineData(32_769, "\"")]
    [InlineData(70_000, "😀")]
    [InlineData(1_200_000, "公开")]
    public async Task F8_PayloadOfAnySize_ComesBackWhole(int length, string text)
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var input = new StringBuilder().Insert(0, text, length / text.Length).ToString();

        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", input));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(input, end.ReadOutputAs<string>());
        Assert.Equal(input, end.ReadInputAs<string>());
    }

    [Fact]
    public async Task F8_ActivityReturnsTenMegabytes_KeptInABlobAndReplayed()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Large", 5_000_000));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(5_000_000, end.ReadOutputAs<int>());
        Assert.Contains(world.Payloads.Names, name => name.StartsWith(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task F10_FencedByHand_MemoryDroppedAndReadAgain()
    {
        await using var world = new HubWorld();
        var registry = new TaskRegistry();
        var begun = 0;
        registry.AddOrchestrator(
            "Wait",
            async context =>
            {
                Interlocked.Increment(ref begun);
                return await context.WaitForExternalEvent<string>("go");
            }
        );
        var process = await world.StartAsync(registry: registry);
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        Assert.Equal(1, begun);
        var epoch = world.Table.Rows.Single(row => row.RowKey == "!").Number("epoch");

        // Somebody else writes the owner row: the next commit must find itself fenced off.
        world.Table.Tamper("s000", "!", properties => properties["commit"] = "another");
        await world.Await(process.Client.RaiseEventAsync(id, "go", "w"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("w", end.ReadOutputAs<string>());
        Assert.True(begun > 1, "the session in memory was used after a refused commit");
        Assert.True(world.Table.Rows.Single(row => row.RowKey == "!").Number("epoch") > epoch);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F10_RowConflictsWithMemory_MemoryDroppedAndReadAgain()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));

        // The active row that the finishing commit deletes is not there any more.
        world.Table.Tamper("s000", $"a|{id}", null);
        await world.Await(process.Client.RaiseEventAsync(id, "Go", "w"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("w", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Commit_ManyInstancesReady_ShareTransactions()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var before = world.Table.Commits;

        var starts = Enumerable.Range(0, 200).Select(_ => process.Client.ScheduleNewOrchestrationInstanceAsync("Wait")).ToList();
        await world.Await(Task.WhenAll(starts));

        Assert.True(world.Table.Commits - before < 60, $"{world.Table.Commits - before} transactions for 200 starts");
    }

    [Fact]
    public async Task Commit_StorageGoneForAWhile_HealthSaysSoAndWorkGoesOn()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        process.Store.Plan = (_, _) => Fault.Before;
        var start = process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x");
        await world.Until(() => !process.Hub.Health.StorageReachable, "the trouble shows");
        Assert.False(process.Hub.Health.IsHealthy);

        process.Store.Plan = null;
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(await world.Await(start)));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.True(process.Hub.Health.IsHealthy);
    }

    /// <summary>Starts "x" and raises its event, whatever a killed process may have done of that already.</summary>
    private static async Task DriveAsync(HubProcess process)
    {
        await process.Hub.StartAsync(CancellationToken.None);
        try
        {
            await process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x"));
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It was started before the kill.
        }

        try
        {
            await process.Client.RaiseEventAsync("x", "go", "w");
        }
        catch (OrchestrationFinishedException)
        {
            // The event before the kill was enough.
        }

        await process.Client.WaitForInstanceCompletionAsync("x");
    }
}
