using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>The hub on real requests and a real clock: what memory cannot show.</summary>
public sealed class AzuriteTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private readonly string _hub = AzuriteFixture.UniqueName("hub");

    [Fact]
    public async Task Run_EventsTimersChildrenAndLargePayloads_Complete()
    {
        await using var hub = await StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add(await hub.Client.ScheduleNewOrchestrationInstanceAsync("All", new string('文', 20_000 + (i * 2_000))));
        }

        foreach (var id in ids)
        {
            await hub.Client.RaiseEventAsync(id, "GO", $"事件 \"{id}\"");
        }

        foreach (var id in ids)
        {
            var end = await hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(s_patience);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
            Assert.Equal($"{end.ReadInputAs<string>()!.Length} 事件 \"{id}\" 3", end.ReadOutputAs<string>());
            Assert.Equal(2, (await hub.Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        }

        Assert.True(hub.Health.IsHealthy, $"{hub.Health}");
    }

    [Fact]
    public async Task TwoProcesses_OneStopsHalfWay_EverythingCompletes()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await (i % 2 == 0 ? a : b).Client.ScheduleNewOrchestrationInstanceAsync("All", "x"));
        }

        await a.StopAsync(CancellationToken.None);
        foreach (var id in ids)
        {
            await b.Client.RaiseEventAsync(id, "go", "w");
        }

        foreach (var id in ids)
        {
            var end = await b.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(s_patience);
            Assert.Equal("1 w 3", end.ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task OwnerVanishes_OtherTakesOverAfterTheLease()
    {
        var a = await StartAsync();
        var id = await a.Client.ScheduleNewOrchestrationInstanceAsync("All", "x");

        // No release: its lease has to run out.
        await a.DisposeAsync();
        await using var b = await StartAsync();
        await b.Client.RaiseEventAsync(id, "go", "w");

        var end = await b.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(s_patience);

        Assert.Equal("1 w 3", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F65_TwoHubsInOneAccount_KnowNothingOfEachOther()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync($"{_hub}b");
        await a.Client.ScheduleNewOrchestrationInstanceAsync("All", "x", new StartOrchestrationOptions("same"));
        await b.Client.ScheduleNewOrchestrationInstanceAsync("All", "xyz", new StartOrchestrationOptions("same"));
        await a.Client.RaiseEventAsync("same", "go", "for a");
        await b.Client.RaiseEventAsync("same", "go", "for b");

        var ends = await Task.WhenAll(
                new[] { a, b }.Select(hub => hub.Client.WaitForInstanceCompletionAsync("same", getInputsAndOutputs: true))
            )
            .WaitAsync(s_patience);

        Assert.Equal(["1 for a 3", "3 for b 3"], ends.Select(end => end.ReadOutputAs<string>()!));
        await a.Client.PurgeInstanceAsync("same");
        Assert.NotNull(await b.Client.GetInstanceAsync("same"));
    }

    private async Task<global::Embedded.DurableTask.TaskHub> StartAsync(string? name = null)
    {
        var registry = new TaskRegistry();
        registry.AddActivity("AddOne", (call, _) => Task.FromResult<object?>(call.GetInput<int>() + 1));
        registry.AddOrchestrator("Child", async context => await context.CallActivityAsync<int>("AddOne", context.GetInput<int>()));
        registry.AddOrchestrator(
            "All",
            async context =>
            {
                var number = await context.CallActivityAsync<int>("AddOne", 1);
                await context.CreateTimer(TimeSpan.FromMilliseconds(50), CancellationToken.None);
                var word = await context.WaitForExternalEvent<string>("go");
                number = await context.CallSubOrchestratorAsync<int>("Child", number);
                return $"{context.GetInput<string>()!.Length} {word} {number}";
            }
        );
        var hub = new global::Embedded.DurableTask.TaskHub(
            new TaskHubOptions
            {
                HubName = name ?? _hub,
                ShardCount = 2,
                LeasePeriod = TimeSpan.FromSeconds(2),
            },
            registry,
            TaskHubStorage.CreateTables(azurite.ConnectionString),
            new BlobServiceClient(azurite.ConnectionString),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        await hub.StartAsync(CancellationToken.None);
        return hub;
    }
}
