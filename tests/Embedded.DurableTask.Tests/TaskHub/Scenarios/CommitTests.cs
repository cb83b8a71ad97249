using System.Text;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Commits that fail, are doubtful, come late or are too large.</summary>
public abstract class CommitTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F4_ShardMovesBackAndForth_EveryStepOnceWhoeverMakesIt()
    {
        await using var world = NewWorld(lease: TimeSpan.FromSeconds(2));
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
    public async Task F4_TwoOwnersTakeEachOtherForDead_OneCommitWinsPerStep()
    {
        await using var world = NewWorld(lease: TimeSpan.FromSeconds(2));
        var a = await world.StartAsync();
        var b = await world.StartAsync();

        // Each takes the shard from the other whenever it looks: what they believe of leases and of one another is worth nothing.
        world.KnownDead[a.Hub.Runtime.Self] = true;
        world.KnownDead[b.Hub.Runtime.Self] = true;
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await world.Await((i % 2 == 0 ? a : b).Client.ScheduleNewOrchestrationInstanceAsync("Steps")));
            await world.Settle(300);
            await world.Await((i % 2 == 0 ? b : a).Client.RaiseEventAsync(ids[^1], "Go", $"{i}-"));
        }

        for (var i = 0; i < ids.Count; i++)
        {
            var end = await world.Await(a.Client.WaitForInstanceCompletionAsync(ids[i], getInputsAndOutputs: true));
            Assert.Equal($"{i}-4", end.ReadOutputAs<string>());
        }

        Assert.True(world.Table.Rows.Single(row => row.RowKey == "!").Number("epoch") > 5, "the shard hardly moved");
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F6_EveryCommitSentTwiceByTheLibrary_RecognisedByItsId()
    {
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Large", 5_000_000));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(5_000_000, end.ReadOutputAs<int>());
        Assert.Contains(world.Payloads.Names, name => name.StartsWith(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task F8_CommitRefusedForGood_InstanceParkedWithTheReasonAndOthersGoOn()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var bad = await world.Await(
            process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("bad"))
        );
        var good = await world.Await(
            process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("good"))
        );
        process.Store.PlanCommit = operations =>
            operations.Any(o => o.RowKey.StartsWith("h|bad|", StringComparison.Ordinal)) ? Fault.Invalid : Fault.None;

        // Together, so that they share a transaction at first.
        var raises = new[] { bad, good, bad, good }.Select((id, i) => process.Client.RaiseEventAsync(id, "go", $"{i}")).ToList();
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(good, getInputsAndOutputs: true));
        Assert.Equal(["1", "3"], end.ReadOutputAs<string[]>()!.Order());
        var parked = await world.UntilInstance(process.Client, bad, m => m.FailureDetails is not null, "parked");
        Assert.Contains("refused for good", parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await world.Await(Task.WhenAll(raises));

        // With the cause gone it goes on, and what was sent to it meanwhile is there.
        process.Store.PlanCommit = null;
        await world.Await(process.Client.ResumeInstanceAsync(bad));
        end = await world.Await(process.Client.WaitForInstanceCompletionAsync(bad, getInputsAndOutputs: true));
        Assert.Equal(["0", "2"], end.ReadOutputAs<string[]>()!.Order());
    }

    [Fact]
    public async Task F9_OwnerCommitsBetweenATakersLookAndItsTaking_TakingIsRefused()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var id = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2));
        var taker = world.NewProcess();
        world.KnownDead[owner.Hub.Runtime.Self] = true;
        var (reached, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        taker.Store.BeforeCommit = partition =>
        {
            if (partition == "hub")
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return hold.Task;
        };
        var start = taker.Hub.StartAsync(CancellationToken.None);
        await world.Await(reached.Task);
        var epoch = Epoch();

        // The taker has read the owner row, and now it changes.
        await world.Await(owner.Client.RaiseEventAsync(id, "go", "a"));
        hold.SetResult();
        await world.RestAsync();
        Assert.Equal(epoch, Epoch());

        taker.Store.BeforeCommit = null;
        await world.Await(start);
        await world.Until(() => Epoch() > epoch, "it is taken after all", TimeSpan.FromMilliseconds(100));
        await world.Await(taker.Client.RaiseEventAsync(id, "go", "b"));
        var end = await world.Await(taker.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(["a", "b"], end.ReadOutputAs<string[]>()!);

        long? Epoch() => world.Table.Rows.Single(row => row.RowKey == "!").Number("epoch");
    }

    [Fact]
    public async Task F9_OwnerCommitsBetweenTwoPagesOfATakersLook_ItsCommitIsRefused()
    {
        await using var world = NewWorld();
        var owner = await world.StartAsync();
        var id = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1, new StartOrchestrationOptions("zzz")));

        // More active instances than a page holds; by hand, since only their rows are of interest.
        foreach (var batch in Enumerable.Range(0, 1_050).Chunk(50))
        {
            await world.Table.CommitAsync("s000", [.. batch.SelectMany(ForeignRows)], CancellationToken.None);
        }

        var taker = world.NewProcess();
        world.KnownDead[owner.Hub.Runtime.Self] = true;
        var (reached, hold, pages) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        taker.Store.AfterQuery = from =>
        {
            if (from == "a|" && ++pages == 1)
            {
                reached.SetResult();
                return hold.Task;
            }

            return Task.CompletedTask;
        };
        var start = taker.Hub.StartAsync(CancellationToken.None);
        await world.Await(reached.Task);
        var raise = owner.Client.RaiseEventAsync(id, "go", "w");
        await world.Settle();
        Assert.False(raise.IsCompleted);
        hold.SetResult();
        await world.Await(start);
        Assert.Equal(2, pages);

        await world.Await(raise);
        var end = await world.Await(taker.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(["w"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task F10_FencedByHand_MemoryDroppedAndReadAgain()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        var epoch = world.Table.Rows.Single(row => row.RowKey == "!").Number("epoch");

        process.Store.Journal = [];

        // Somebody else writes the owner row: the next commit must find itself fenced off.
        world.Table.Tamper("s000", "!", properties => properties["commit"] = "another");
        await world.Await(process.Client.RaiseEventAsync(id, "go", "w"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("w", end.ReadOutputAs<string>());
        Assert.Contains($"query h|{id}|", process.Store.Journal);
        Assert.True(world.Table.Rows.Single(row => row.RowKey == "!").Number("epoch") > epoch);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F10_RowConflictsWithMemory_MemoryDroppedAndReadAgain()
    {
        await using var world = NewWorld();
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
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var before = world.Table.Commits;

        var starts = Enumerable.Range(0, 200).Select(_ => process.Client.ScheduleNewOrchestrationInstanceAsync("Wait")).ToList();
        await world.Await(Task.WhenAll(starts));

        Assert.True(world.Table.Commits - before < 60, $"{world.Table.Commits - before} transactions for 200 starts");
    }

    [Fact]
    public async Task F62_StorageGoneForAWhile_HealthSaysSoAndWorkGoesOn()
    {
        await using var world = NewWorld();
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

    /// <summary>Instances that wait for next year.</summary>
    private static IEnumerable<Hub.Storage.RowOperation> ForeignRows(int number)
    {
        var id = $"later{number:D4}";
        var record = new Hub.Log.InstanceRecord
        {
            InstanceId = id,
            Name = "Wait",
            Version = "",
            Status = OrchestrationRuntimeStatus.Pending,
            Generation = 0,
            CreatedAt = DateTimeOffset.UnixEpoch,
            LastUpdatedAt = DateTimeOffset.UnixEpoch,
            StartId = id,
            StartAt = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
        yield return new Hub.Storage.RowOperation.Insert(Hub.Log.InstanceRows.ToRow("s000", record));
        yield return new Hub.Storage.RowOperation.Insert(new Hub.Log.ActiveMark(false, record.StartAt, false).ToRow("s000", id, id));
    }
}

/// <summary>In memory.</summary>
public sealed class CommitTestsInMemory() : CommitTests(null);

/// <summary>On Azurite.</summary>
public sealed class CommitTestsOnAzurite(AzuriteFixture azurite) : CommitTests(azurite);
