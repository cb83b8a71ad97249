using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>The faults of commits, events and life cycles on real requests: what the table in memory may have got wrong.</summary>
public sealed class AzuriteFaultTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(nameof(Fault.Before))]
    [InlineData(nameof(Fault.After))]
    [InlineData(nameof(Fault.Twice))]
    [InlineData(nameof(Fault.Late))]
    public async Task F1F2F3F6_CommitsFailInTurn_SameEndAndEachActivityOnce(string kind)
    {
        var fault = Enum.Parse<Fault>(kind);
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var process = await world.StartAsync();
        var commits = 0;
        process.Store.Plan = (_, what) =>
        {
            var deliver = process.Store.DeliverLateAsync();
            return what == "commit" && Interlocked.Increment(ref commits) % 2 == 1 && deliver is not null ? fault : Fault.None;
        };
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await process.Client.ScheduleNewOrchestrationInstanceAsync("Steps").WaitAsync(AzuriteWorld.Patience));
            await process.Client.RaiseEventAsync(ids[^1], SampleCode.EventName, "w").WaitAsync(AzuriteWorld.Patience);
        }

        foreach (var id in ids)
        {
            Assert.Equal("w4", await process.OutputAsync<string>(id));
        }

        Assert.All(world.Witness.Runs.Values, runs => Assert.Equal(1, runs));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    public async Task F1F2_KilledAtACall_TheHeirGoesOn(int call)
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var first = await world.StartAsync();
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        first.Store.Plan = (_, what) =>
        {
            // The hub's housekeeping goes on beside and is not what is counted.
            if (!what.StartsWith("query", StringComparison.Ordinal) && Interlocked.Increment(ref calls) == call)
            {
                world.Kill(first);
                struck.SetResult();
                return call % 4 == 0 ? Fault.After : Fault.Before;
            }

            return Fault.None;
        };
        _ = DriveAsync(first);
        await struck.Task.WaitAsync(AzuriteWorld.Patience);
        var second = await world.StartAsync();
        await DriveAsync(second).WaitAsync(AzuriteWorld.Patience);

        Assert.Equal("w4", await second.OutputAsync<string>("x"));
        Assert.Empty(await world.RowsAsync('a'));
        Assert.Empty(await world.RowsAsync('m'));
    }

    [Fact]
    public async Task F5_ZombieWakesAfterTakeOver_ItsCommitIsRefused()
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString) { Lease = TimeSpan.FromSeconds(1) };
        var zombie = await world.StartAsync();
        await zombie.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 3, new StartOrchestrationOptions("x"));
        var resume = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        zombie.Store.BeforeCommit = partition => partition == "hub" ? Task.CompletedTask : resume.Task;
        var stale = zombie.Client.RaiseEventAsync("x", SampleCode.EventName, "of the zombie");
        var heir = await world.StartAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(heir.Hub.Health.ShardsOwned == 1),
            AzuriteWorld.Patience,
            () => $"{heir.Hub.Health}"
        );
        await heir.Client.RaiseEventAsync("x", SampleCode.EventName, "0");
        await heir.Client.RaiseEventAsync("x", SampleCode.EventName, "1");
        zombie.Store.BeforeCommit = null;
        resume.SetResult();
        await stale.WaitAsync(AzuriteWorld.Patience);

        Assert.Equal(["0", "1", "of the zombie"], await heir.OutputAsync<string[]>("x"));
    }

    [Fact]
    public async Task F7_FanOutOf300_AllRunNoneRecordedTwice()
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var process = await world.StartAsync();
        var id = await process.Client.ScheduleNewOrchestrationInstanceAsync("FanOut", 300);

        Assert.Equal(300 * 301 / 2, await process.OutputAsync<int>(id));
        Assert.Equal(300, world.Witness.Runs.Count);
    }

    [Theory]
    [InlineData(30_000, '文')]
    [InlineData(30_001, '文')]
    [InlineData(32_769, 'a')]
    [InlineData(1_500_000, '文')]
    public async Task F8_PayloadOfAnySize_ComesBackWhole(int length, char character)
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var process = await world.StartAsync();
        var text = new string(character, length - 2) + "😀";
        var id = await process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", text);

        Assert.Equal(text, await process.OutputAsync<string>(id));
    }

    [Fact]
    public async Task F18_EventsInTheMomentOfContinueAsNew_OnceAndInOrder()
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var process = await world.StartAsync();
        var id = await process.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new RoundsInput(10, []));
        for (var i = 0; i < 10; i++)
        {
            await process.Client.RaiseEventAsync(id, SampleCode.EventName, $"{i}");
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), await process.OutputAsync<string[]>(id));
    }

    [Fact]
    public async Task F22F25_1001EventsOfEightSendersInTwoProcesses_AllApplied()
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        var id = await owner.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1_001);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1_001),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, cancellation) =>
                await (i % 2 == 0 ? owner : other).Client.RaiseEventAsync(id, SampleCode.EventName, $"{i}", cancellation)
        );

        Assert.Equal(1_001, (await owner.OutputAsync<string[]>(id)).Distinct(StringComparer.Ordinal).Count());
        await Eventually.TrueAsync(
            async () => (await world.RowsAsync('m')).Count == 0,
            AzuriteWorld.Patience,
            () => "there are inbox rows left"
        );
    }

    [Fact]
    public async Task F55F57_StartsOfOneIdAndItsPurge_OneWinsAndNothingIsLeft()
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var a = await world.StartAsync();
        var b = await world.StartAsync();
        var options = new StartOrchestrationOptions("x");
        var starts = new[] { a, b, a, b }
            .Select(process => process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, options))
            .ToList();
        var refused = 0;
        foreach (var start in starts)
        {
            try
            {
                await start.WaitAsync(AzuriteWorld.Patience);
            }
            catch (OrchestrationAlreadyExistsException)
            {
                refused++;
            }
        }

        Assert.Equal(3, refused);
        await b.Client.RaiseEventAsync("x", SampleCode.EventName, new string('文', 40_000)).WaitAsync(AzuriteWorld.Patience);
        Assert.Equal(40_000, (await a.OutputAsync<string>("x")).Length);
        Assert.Equal(1, (await b.Client.PurgeInstanceAsync("x").WaitAsync(AzuriteWorld.Patience)).PurgedInstanceCount);
        foreach (var kind in "iahm")
        {
            Assert.Empty(await world.RowsAsync(kind));
        }
    }

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(0, "reset")]
    public async Task F62_EveryThirdRequestThrottledFailedOrReset_NothingIsLost(int status, string code)
    {
        await using var world = new AzuriteWorld(azurite.ConnectionString);
        var weather = new BadWeatherTransport(status, code);
        var process = await world.StartAsync(weather);
        weather.IsOn = true;
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await process.Client.ScheduleNewOrchestrationInstanceAsync("Steps").WaitAsync(AzuriteWorld.Patience));
            await process.Client.RaiseEventAsync(ids[^1], SampleCode.EventName, "w").WaitAsync(AzuriteWorld.Patience);
        }

        foreach (var id in ids)
        {
            Assert.Equal("w4", await process.OutputAsync<string>(id));
        }

        Assert.True(weather.Spoilt > 0);
        Assert.All(world.Witness.Runs.Values, runs => Assert.Equal(1, runs));
        weather.IsOn = false;
        await Eventually.TrueAsync(
            () => Task.FromResult(process.Hub.Health.IsHealthy),
            AzuriteWorld.Patience,
            () => $"{process.Hub.Health}"
        );
    }

    /// <summary>Starts "x" and raises its event, whatever a killed process may have done of that already.</summary>
    private static async Task DriveAsync(AzuriteProcess process)
    {
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
            await process.Client.RaiseEventAsync("x", SampleCode.EventName, "w");
        }
        catch (OrchestrationFinishedException)
        {
            // The event before the kill was enough.
        }
    }
}
