using Embedded.DurableTask.Hub.Client;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Ownership;
using Embedded.DurableTask.Hub.Shards;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>What those who operate a hub need beyond the client's own interface: from any process, for the instances of all shards.</summary>
internal sealed class HubOperator
{
    private readonly HubContext _hub;
    private readonly Router _router;
    private readonly EmbeddedDurableTaskClient _client;
    private readonly InstanceLister _lister;
    private readonly HistoryRows _history;
    private readonly InstanceInspector _inspector;

    public HubOperator(HubContext hub, ShardSeat[] seats, Router router, EmbeddedDurableTaskClient client)
    {
        _hub = hub;
        _router = router;
        _client = client;
        _lister = new InstanceLister(hub);
        _history = new HistoryRows(hub);
        _inspector = new InstanceInspector(hub, seats, router.Reader, _history);
    }

    /// <summary>A page of instances.</summary>
    /// <exception cref="ArgumentException">The continuation is none of this hub's.</exception>
    public async Task<(IReadOnlyList<OrchestrationMetadata> Instances, string? Continuation)> ListAsync(
        InstanceQuery query,
        bool withPayloads,
        CancellationToken cancellationToken
    )
    {
        var page = await _lister.ListAsync(query, cancellationToken);
        var instances = new List<OrchestrationMetadata>(page.Instances.Count);
        foreach (var record in page.Instances)
        {
            instances.Add(await _client.ToMetadataAsync(record, withPayloads, cancellationToken));
        }

        return (instances, page.Continuation);
    }

    /// <summary>A page of the present generation's history; null if there is no such instance.</summary>
    /// <exception cref="ArgumentException">The continuation is of another generation or none at all.</exception>
    public async Task<HistoryPage?> ReadHistoryAsync(
        string instanceId,
        string? continuation,
        int pageSize,
        bool withPayloads,
        CancellationToken cancellationToken
    ) =>
        await _router.Reader.LocateAsync(instanceId, cancellationToken) is var (record, shard)
            ? await _history.ReadPageAsync(shard, record, continuation, pageSize, withPayloads, cancellationToken)
            : null;

    /// <summary>Why an instance is where it is; null if there is no such instance.</summary>
    public async Task<Explanation?> ExplainAsync(string instanceId, CancellationToken cancellationToken) =>
        await _inspector.FindAsync(instanceId, cancellationToken) is { } facts ? Explainer.Explain(facts) : null;

    /// <summary>Starts an orchestration again with the name, version, input and tags of an instance.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="withNewId">Under a new id; else under its own, once it has ended.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The id of the new instance.</returns>
    /// <exception cref="OrchestrationNotFoundException">There is no such instance.</exception>
    /// <exception cref="OrchestrationAlreadyExistsException">It is to keep its id and has not ended.</exception>
    public async Task<string> RestartAsync(string instanceId, bool withNewId, CancellationToken cancellationToken)
    {
        if (await _router.Reader.FindAsync(instanceId, cancellationToken) is not { } record)
        {
            throw new OrchestrationNotFoundException(instanceId);
        }

        var start = new InstanceStart(
            withNewId ? _hub.Ids.NewId() : instanceId,
            record.Name,
            record.Version,
            await _hub.Codec.LoadAsync(LogKeys.Instance(LogKeys.Escape(instanceId)), record.Input, cancellationToken),
            _hub.Ids.NewId(),
            _hub.Clock.UtcNow,
            null,
            record.Tags,
            null
        )
        {
            IsFresh = withNewId,
            TraceParent = Telemetry.Traces.CurrentParent,
        };
        return await _router.StartAsync(start, cancellationToken) == SubmitOutcome.Accepted
            ? start.InstanceId
            : throw new OrchestrationAlreadyExistsException(instanceId);
    }
}
