using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Embedded.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Engine;

/// <summary>Task hubs for benchmarks.</summary>
internal static class Hubs
{
    public const string Name = "Benchmark";

    /// <summary>A hub on an account, running.</summary>
    public static async Task<TaskHub> StartAsync(string connection, TaskRegistry registry, CountingPolicy? counter = null)
    {
        var options = TaskHubStorage.CreateOptions();
        if (counter is not null)
        {
            options.AddPolicy(counter, Azure.Core.HttpPipelinePosition.PerRetry);
        }

        var hub = new TaskHub(
            new TaskHubOptions { HubName = Name },
            registry,
            new TableServiceClient(connection, options),
            new BlobServiceClient(connection),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        await hub.StartAsync(CancellationToken.None);
        return hub;
    }

    /// <summary>A hub on an account in memory, running.</summary>
    public static async Task<TaskHub> StartAsync(MemoryBed bed, TaskRegistry registry)
    {
        var options = new TaskHubOptions { HubName = Name };
        var hub = new TaskHub(options, registry, bed.Table, bed.Payloads, TimeProvider.System, NullLoggerFactory.Instance);
        await hub.StartAsync(CancellationToken.None);
        return hub;
    }
}
