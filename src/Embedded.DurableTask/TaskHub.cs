using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Embedded.DurableTask.Hub;
using Embedded.DurableTask.Hub.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask;

/// <summary>
/// One process' part in a task hub: it runs the orchestrations of the shards it owns and offers a client for all of them.
/// Several processes may share a hub.
/// </summary>
public sealed class TaskHub : IAsyncDisposable
{
    private readonly HubRuntime _runtime;

    /// <param name="options">Validated here.</param>
    /// <param name="registry">The code it can run; complete before <see cref="StartAsync"/>.</param>
    /// <param name="tables">Best made by <see cref="TaskHubStorage"/>: retries inside the client turn an answered commit into a doubtful one.</param>
    /// <param name="blobs">For payloads too long for a row.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="loggerFactory">Where it and the orchestrations log.</param>
    /// <exception cref="InvalidOperationException">An option is not what it may be.</exception>
    public TaskHub(
        TaskHubOptions options,
        TaskRegistry registry,
        TableServiceClient tables,
        BlobServiceClient blobs,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory
    )
        : this(
            options,
            registry,
            new AzureTableStore(tables, TableName(options)),
            new AzurePayloadStore(blobs, ContainerName(options)),
            timeProvider,
            loggerFactory
        ) { }

    internal TaskHub(
        TaskHubOptions options,
        TaskRegistry registry,
        ITableStore store,
        IPayloadStore payloads,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        Func<string, bool>? isCertainlyDead = null,
        HubSurroundings? surroundings = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _runtime = new HubRuntime(
            new HubContext(options, registry, store, payloads, timeProvider, loggerFactory, surroundings),
            isCertainlyDead
        );
    }

    /// <summary>Starts, asks about and steers orchestrations. Good between start and stop.</summary>
    public DurableTaskClient Client => _runtime.Client;

    /// <summary>How it is now. Costs no storage call.</summary>
    public HubHealth Health => _runtime.Health;

    internal HubRuntime Runtime => _runtime;

    /// <summary>Makes or checks the hub's table and manifest, takes what shards are free and recovers their instances.</summary>
    /// <exception cref="InvalidOperationException">The hub was made with another number of shards or by an unknown version.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _runtime.StartAsync(cancellationToken);

    /// <summary>
    /// Stops taking work, cancels the token of running activities and lets them finish until <paramref name="cancellationToken"/>
    /// (what does not finish is run again elsewhere or after the next start), then releases the shards at once.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => _runtime.StopAsync(cancellationToken);

    /// <summary>Stops without waiting for activities.</summary>
    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private static string TableName(TaskHubOptions options) => $"{options?.HubName}Log";

    private static string ContainerName(TaskHubOptions options) => $"{options?.HubName.ToLowerInvariant()}-payloads";
}
