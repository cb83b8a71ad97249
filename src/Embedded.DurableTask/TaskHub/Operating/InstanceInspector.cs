using Embedded.DurableTask.Hub.Client;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Ownership;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>
/// Gathers the facts about one instance. It reads the table and replays a copy of the instance, so it needs nothing of the process that
/// owns the shard and disturbs nobody; it costs one read of the instance's history.
/// </summary>
internal sealed class InstanceInspector(HubContext hub, ShardSeat[] seats, InstanceReader reader, HistoryRows history)
{
    private const int Tries = 3;
    private const int MostInboxRows = 1_000;

    /// <returns>Null if there is no such instance.</returns>
    public async Task<InstanceFacts?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; await reader.LocateAsync(instanceId, cancellationToken) is var (record, shard); attempt++)
        {
            var rows = await ReadRowsAsync(shard, record, cancellationToken);

            // Between the two reads a generation may have ended, and its rows gone with it.
            if (
                attempt < Tries
                && rows.Count == 0
                && (await reader.LocateAsync(instanceId, cancellationToken))?.Record.Generation != record.Generation
            )
            {
                continue;
            }

            return await GatherAsync(record, shard, rows, cancellationToken);
        }

        return null;
    }

    private async Task<InstanceFacts> GatherAsync(
        InstanceRecord record,
        int shard,
        List<TableRow> rows,
        CancellationToken cancellationToken
    )
    {
        var key = LogKeys.Escape(record.InstanceId);
        var rowKey = LogKeys.Instance(key);
        var partition = LogKeys.Partition(shard);
        var events = new List<IReadOnlyList<HistoryEvent>>(rows.Count);
        foreach (var row in rows)
        {
            events.Add(await hub.Codec.ReadEventsAsync(row, withPayloads: false, cancellationToken));
        }

        var owner = await hub.ReadAsync(() => hub.Store.FindAsync(partition, LogKeys.Owner, cancellationToken), cancellationToken);
        var failure = await hub.Codec.LoadAsync(rowKey, record.Failure, cancellationToken);
        return new InstanceFacts
        {
            Record = record,
            History = events,
            Code = record.IsFinished ? new CodeReading.Unknown("") : await ReplayAsync(record, rows, cancellationToken),
            Inbox = await ReadInboxAsync(partition, key, cancellationToken),
            Shard = shard,
            Owner = owner is null || OwnerRow.From(owner) is { IsReleased: true } ? null : OwnerRow.From(owner).Process,
            IsOwnedHere = seats[shard].Tenure is not null,
            Activities = hub.Activities.InHand(record.InstanceId),
            CustomStatus = await hub.Codec.LoadAsync(rowKey, record.CustomStatus, cancellationToken),
            Failure = failure is null ? null : InstanceRows.ToFailure(failure),
            Now = hub.Clock.UtcNow,
        };
    }

    /// <summary>Runs the orchestrator's code to where it waits, as loading the instance would; what it asks for is not done.</summary>
    private async Task<CodeReading> ReplayAsync(InstanceRecord record, List<TableRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return new CodeReading.Unknown("");
        }

        switch (hub.Code.Find(record.Name, record.Version))
        {
            case CodeAnswer.Run { Code: var code }:
                using (var session = new OrchestrationSession(code, hub.Session))
                {
                    try
                    {
                        foreach (var row in rows)
                        {
                            session.Replay(await hub.Codec.ReadEventsAsync(row, cancellationToken));
                        }

                        return new CodeReading.Known(session.Waits, session.UntakenEvents);
                    }
                    catch (Exception problem) when (problem is not (TableStoreException or OperationCanceledException))
                    {
                        // Loading it would come to the same and park it: that is what is to be told.
                        return new CodeReading.Unknown(problem.Message);
                    }
                }
            case CodeAnswer.Park park:
                return new CodeReading.Unknown(park.Reason);
            case CodeAnswer.Fail fail:
                return new CodeReading.Unknown(fail.Reason);
            default:
                throw new InvalidOperationException("Unknown answer.");
        }
    }

    private async Task<List<TableRow>> ReadRowsAsync(int shard, InstanceRecord record, CancellationToken cancellationToken)
    {
        var rows = new List<TableRow>();
        await foreach (var row in history.ReadAsync(shard, LogKeys.Escape(record.InstanceId), record.Generation, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task<IReadOnlyList<QueuedEvent>> ReadInboxAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var range = LogKeys.Of('m', key).In(partition);
        var page = await hub.ReadAsync(() => hub.Store.QueryAsync(range, null, MostInboxRows, cancellationToken), cancellationToken);
        var queued = new List<QueuedEvent>();
        foreach (var row in page.Rows.Where(row => row.Text("k") == MessageRows.Signal).OrderBy(row => row.Timestamp))
        {
            var events = await hub.Codec.ReadEventsAsync(row, withPayloads: false, cancellationToken);
            queued.AddRange(events.OfType<EventRaised>().Select(raised => new QueuedEvent(raised.Name, row.Timestamp ?? default, false)));
        }

        return queued;
    }
}
