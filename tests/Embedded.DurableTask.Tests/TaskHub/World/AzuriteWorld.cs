using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>A hub of its own on Azurite and the real clock, with as many processes as a test wants.</summary>
internal sealed class AzuriteWorld(string connectionString) : IAsyncDisposable
{
    /// <summary>What nothing here may take: generous, since it only bounds failures.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _hub = AzuriteFixture.UniqueName("faults");
    private readonly List<global::Embedded.DurableTask.TaskHub> _hubs = [];
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    public Witness Witness { get; } = new();

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The hub's table as it stands.</summary>
    public ITableStore Table => new AzureTableStore(TaskHubStorage.CreateTables(connectionString), _hub + "Log");

    public AzuriteProcess NewProcess(HttpPipelineTransport? transport = null)
    {
        var options = TaskHubStorage.CreateOptions();
        if (transport is not null)
        {
            options.Transport = transport;
        }

        var tables = new Azure.Data.Tables.TableServiceClient(connectionString, options);
        var store = new FaultyTableStore(new AzureTableStore(tables, _hub + "Log"));
        var registry = new TaskRegistry();
        SampleCode.AddTo(registry, Witness);
        var hub = new global::Embedded.DurableTask.TaskHub(
            new TaskHubOptions
            {
                HubName = _hub,
                ShardCount = 1,
                LeasePeriod = Lease,
                InboxPollInterval = TimeSpan.FromMilliseconds(100),
            },
            registry,
            store,
            new AzurePayloadStore(new BlobServiceClient(connectionString), _hub + "-payloads"),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            identity =>
            {
                lock (_dead)
                {
                    return _dead.Contains(identity);
                }
            }
        );
        _hubs.Add(hub);
        return new AzuriteProcess(hub, store);
    }

    public async Task<AzuriteProcess> StartAsync(HttpPipelineTransport? transport = null)
    {
        var process = NewProcess(transport);
        await process.Hub.StartAsync(CancellationToken.None).WaitAsync(Patience);
        return process;
    }

    /// <summary>kill -9, seen by the others.</summary>
    public void Kill(AzuriteProcess process)
    {
        process.Store.Cut();
        lock (_dead)
        {
            _dead.Add(process.Hub.Runtime.Self);
        }
    }

    /// <summary>All rows of a kind, by its letter.</summary>
    public async Task<IReadOnlyList<TableRow>> RowsAsync(char kind)
    {
        var rows = new List<TableRow>();
        string? continuation = null;
        do
        {
            var page = await Table.QueryAsync(LogKeys.All(kind).In(LogKeys.Partition(0)), continuation, 1000, CancellationToken.None);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        } while (continuation is not null);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Witness.Gate.TrySetResult();
        foreach (var hub in _hubs)
        {
            await hub.DisposeAsync();
        }
    }
}

/// <summary>One process on Azurite.</summary>
internal sealed record AzuriteProcess(global::Embedded.DurableTask.TaskHub Hub, FaultyTableStore Store)
{
    public DurableTaskClient Client => Hub.Client;

    /// <summary>The output of an instance when it has ended.</summary>
    public async Task<T> OutputAsync<T>(string id) =>
        (await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(AzuriteWorld.Patience)).ReadOutputAs<T>()!;
}
