using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Ownership;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Storage;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Client;

/// <summary>
/// Brings messages to the shard of their instance: through memory if this process owns it, else as a row in its inbox. Returns when
/// the message is durable. A shard that moves meanwhile is asked again with the same ids, so nothing is done twice.
/// </summary>
internal sealed class Router(HubContext hub, ShardSeat[] seats, Func<bool> isRunning)
{
    public InstanceReader Reader { get; } = new(hub, seats);

    /// <summary>Sends a message of another instance.</summary>
    public Task<SubmitOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        SendAsync(message.To, reply => message.ToMessage(null, reply), cancellationToken);

    /// <summary>Sends an event, a purge: something for an instance that should exist.</summary>
    public async Task<SubmitOutcome> SendAsync(
        string instanceId,
        Func<TaskCompletionSource<SubmitOutcome>?, ShardMessage> make,
        CancellationToken cancellationToken
    )
    {
        var home = LogKeys.HomeShard(instanceId, seats.Length);
        for (var attempt = 1; ; attempt++)
        {
            ThrowIfStopped();
            var outcome = await TryAsync(
                async () =>
                {
                    if (ActiveTenureOf(instanceId, home) is { } tenure)
                    {
                        return await tenure.SubmitAsync(make).WaitAsync(cancellationToken);
                    }

                    // Children live in their root's shard, whatever their id says.
                    var shard = await Reader.FindShardAsync(instanceId, cancellationToken);
                    return shard is null ? SubmitOutcome.NotFound
                        : seats[shard.Value].Tenure is { } local ? await local.SubmitAsync(make).WaitAsync(cancellationToken)
                        : await PutIntoInboxAsync(shard.Value, make(null), cancellationToken);
                },
                attempt
            );
            if (outcome != SubmitOutcome.Moved)
            {
                return outcome;
            }

            await hub.BackOff.WaitAsync(attempt, cancellationToken);
        }
    }

    /// <summary>Starts an instance in its home shard.</summary>
    public async Task<SubmitOutcome> StartAsync(InstanceStart start, CancellationToken cancellationToken)
    {
        var home = LogKeys.HomeShard(start.InstanceId, seats.Length);
        for (var attempt = 1; ; attempt++)
        {
            ThrowIfStopped();
            var isFresh = start.IsFresh && attempt == 1;
            var outcome = await TryAsync(
                async () =>
                {
                    if (
                        !start.IsFresh
                        && ActiveTenureOf(start.InstanceId, home) is { IsCertainlyOwned: true, Number: var other }
                        && other != home
                    )
                    {
                        // A child in another shard has the id.
                        return SubmitOutcome.AlreadyExists;
                    }

                    return seats[home].Tenure is { } tenure
                        ? await tenure
                            .SubmitAsync(reply => new StartMessage(start with { IsFresh = isFresh }) { Reply = reply })
                            .WaitAsync(cancellationToken)
                        : await StartElsewhereAsync(home, start, cancellationToken);
                },
                attempt
            );
            if (outcome != SubmitOutcome.Moved)
            {
                return outcome;
            }

            await hub.BackOff.WaitAsync(attempt, cancellationToken);
        }
    }

    /// <summary>The home shard's tenure if this process has it, unless another shard here knows the instance.</summary>
    private Shard? ActiveTenureOf(string instanceId, int home)
    {
        if (seats[home].Tenure is { } tenure && tenure.IsActive(instanceId))
        {
            return tenure;
        }

        foreach (var seat in seats)
        {
            if (seat.Tenure is { } other && other.IsActive(instanceId))
            {
                return other;
            }
        }

        return null;
    }

    private async Task<SubmitOutcome> PutIntoInboxAsync(int shard, ShardMessage message, CancellationToken cancellationToken)
    {
        var key = LogKeys.Escape(message.InstanceId);
        var partition = LogKeys.Partition(shard);
        var row = await hub.Store.FindAsync(partition, LogKeys.Instance(key), cancellationToken);
        if (row is null)
        {
            return SubmitOutcome.NotFound;
        }

        var record = InstanceRows.ToRecord(row);
        switch (message)
        {
            case PurgeMessage when !record.IsFinished:
                return SubmitOutcome.StillRunning;
            case PurgeMessage purge:
                purge.Counter.Increment();
                break;
            case not PurgeMessage when record.IsFinished:
                return SubmitOutcome.Finished;
            default:
                break;
        }

        message.StartId = record.StartId;
        var pending = new List<PendingPayload>();
        var inbox = hub.Messages.ToInboxRow(partition, LogKeys.Inbox(key, hub.Ids.NewOrderedId()), message, pending);
        await WriteAsync(pending, cancellationToken);
        await InsertAsync(inbox, cancellationToken);
        if (message is PurgeMessage)
        {
            await Reader.WaitUntilGoneAsync(partition, inbox.RowKey, () => false, cancellationToken);
        }
        else if (!hub.IsKnownToOthers())
        {
            // The owner need not look into the inbox yet before it takes what its own clients send after this has been acknowledged.
            await Reader.WaitUntilGoneAsync(partition, inbox.RowKey, hub.IsKnownToOthers, cancellationToken);
        }

        return SubmitOutcome.Accepted;
    }

    /// <summary>A plain insert: no sender ever contends with the owner. In doubt it is sent again, and finds itself.</summary>
    private async Task InsertAsync(TableRow row, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await hub.Store.InsertAsync(row, cancellationToken);
                return;
            }
            catch (TableStoreException problem) when (problem.Fault is TableFault.Unavailable or TableFault.Denied && attempt < 8)
            {
                // A first try that went through and was already consumed is inserted again: its event id is known by then.
                Logs.HousekeepingFailed(hub.Logger, "putting a message into an inbox", problem);
            }

            await hub.BackOff.WaitAsync(attempt, cancellationToken);
        }
    }

    /// <summary>
    /// Starts an instance in a shard of another process: the instance row itself, so that of two starts one is refused, and in the same
    /// transaction a message that makes the owner look.
    /// </summary>
    private async Task<SubmitOutcome> StartElsewhereAsync(int shard, InstanceStart start, CancellationToken cancellationToken)
    {
        var key = LogKeys.Escape(start.InstanceId);
        var partition = LogKeys.Partition(shard);
        var found = await hub.Store.FindAsync(partition, LogKeys.Instance(key), cancellationToken);
        var existing = found is null ? null : InstanceRows.ToRecord(found);
        if (string.Equals(existing?.StartId, start.StartId, StringComparison.Ordinal))
        {
            return SubmitOutcome.Accepted;
        }

        if (existing is { IsPurging: true })
        {
            // It is as good as gone, and soon it will be: as the owner does, wait for that.
            return SubmitOutcome.Moved;
        }

        if (
            existing is { IsFinished: false }
            || (
                existing is not null && start.DedupeStatuses?.Contains(existing.Status.ToString(), StringComparer.OrdinalIgnoreCase) == true
            )
        )
        {
            return SubmitOutcome.AlreadyExists;
        }

        var pending = new List<PendingPayload>();
        var record = new InstanceRecord
        {
            InstanceId = start.InstanceId,
            Name = start.Name,
            Version = start.Version,
            Status = OrchestrationRuntimeStatus.Pending,
            Generation = existing is null ? 0 : existing.Generation + 1,
            CreatedAt = start.CreatedAt,
            LastUpdatedAt = start.CreatedAt,
            StartId = start.StartId,
            StartAt = start.StartAt,
            Input = hub.Codec.Store(key, start.Input, pending),
            Tags = start.Tags,
            TraceParent = start.TraceParent,
        };
        var row = InstanceRows.ToRow(partition, record);
        var wake = hub.Messages.ToInboxRow(
            partition,
            LogKeys.Inbox(key, hub.Ids.NewOrderedId()),
            new WakeMessage(start.InstanceId),
            pending
        );
        await WriteAsync(pending, cancellationToken);
        RowOperation instance = found is null ? new RowOperation.Insert(row) : new RowOperation.Replace(row, found.ETag!);
        var outcome = await hub.Store.CommitAsync(partition, [instance, new RowOperation.Insert(wake)], cancellationToken);

        // Refused: somebody was quicker. The next try sees who.
        return outcome is BatchOutcome.Committed ? SubmitOutcome.Accepted : SubmitOutcome.Moved;
    }

    private async Task WriteAsync(List<PendingPayload> payloads, CancellationToken cancellationToken)
    {
        foreach (var payload in payloads)
        {
            await hub.Payloads.WriteAsync(payload.Name, payload.Content, cancellationToken);
        }
    }

    private async Task<SubmitOutcome> TryAsync(Func<Task<SubmitOutcome>> attempt, int number)
    {
        const int most = 8;
        try
        {
            return await attempt();
        }
        catch (TableStoreException problem) when (problem.Fault is TableFault.Unavailable or TableFault.Denied && number < most)
        {
            // In doubt: the ids are the same next time, so what has happened already is recognised.
            Logs.HousekeepingFailed(hub.Logger, "sending a message to a shard", problem);
            return SubmitOutcome.Moved;
        }
    }

    private void ThrowIfStopped()
    {
        if (!isRunning())
        {
            throw new InvalidOperationException("The task hub is not running.");
        }
    }
}
