using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Faults on real requests under a real clock, where many things happen at once.</summary>
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
}
