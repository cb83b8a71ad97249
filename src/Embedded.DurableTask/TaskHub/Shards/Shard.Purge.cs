using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>
/// Forgetting a finished instance: first it is marked (from then on it is gone to everybody, and its active row makes a new owner go
/// on), then its rows are deleted in batches, the instance row last. A crash at any point leaves a purge that goes on.
/// </content>
internal sealed partial class Shard
{
    private const int DeletesPerUnit = 80;

    private void TakePurge(Turn turn, PurgeMessage purge)
    {
        switch (turn.Slot.Phase)
        {
            case SlotPhase.Finished when turn.Slot.Record!.LastUpdatedAt > purge.EndedBy:
                // Its id was started again, and that run has ended since the purge was decided.
                turn.Unit.Settle(purge, SubmitOutcome.StillRunning);
                break;
            case SlotPhase.Finished:
                BeginPurge(turn, purge);
                break;
            case SlotPhase.Missing:
                turn.Unit.Settle(purge, SubmitOutcome.NotFound);
                break;
            default:
                turn.Unit.Settle(purge, SubmitOutcome.StillRunning);
                break;
        }
    }

    private void BeginPurge(Turn turn, PurgeMessage? purge)
    {
        var slot = turn.Slot;
        slot.Purge = new PurgeProgress(purge, null, [], 0);
        if (!slot.Record!.IsPurging)
        {
            SetRecord(turn, slot.Record with { IsPurging = true, PurgesChildren = purge?.IsRecursive ?? false });
        }

        // Only what is marked durably may be deleted: a crash must not leave a finished instance with half a history.
        turn.Unit.AfterCommit.Add(() => _ = FindRowsToPurgeAsync(slot));
    }

    private async Task FindRowsToPurgeAsync(InstanceSlot slot)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var keys = new Queue<string>();
                var children = new List<string>();
                await FindRowsAsync(slot, keys, children);

                // Listed while the id cannot be started again: what a later run writes is not among them, or in another version.
                var payloads = new List<StoredPayload>();
                await foreach (var payload in _hub.Payloads.ListAsync($"{slot.Key}/", _gone))
                {
                    payloads.Add(payload);
                }

                Post(() => RowsToPurgeFound(slot, keys, children, payloads));
                return;
            }
            catch (OperationCanceledException) when (_gone.IsCancellationRequested)
            {
                return;
            }
            catch (TableStoreException problem)
            {
                Logs.HousekeepingFailed(_hub.Logger, "purging an instance", problem);
            }

            await _hub
                .BackOff.WaitAsync(attempt, _gone)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task FindRowsAsync(InstanceSlot slot, Queue<string> keys, List<string> children)
    {
        // Its inbox and outbox rows go with the messages they hold.
        var wantsChildren = slot.Record!.PurgesChildren;
        string? continuation = null;
        do
        {
            var page = await _hub.Store.QueryAsync(LogKeys.Of('h', slot.Key).In(_partition), continuation, 1000, _gone);
            foreach (var row in page.Rows)
            {
                keys.Enqueue(row.RowKey);
                if (wantsChildren)
                {
                    try
                    {
                        var commit = await _hub.Codec.ReadEventsAsync(row, _gone);
                        children.AddRange(commit.OfType<ChildScheduled>().Select(child => child.InstanceId));
                    }
                    catch (UnreadableRowException problem)
                    {
                        Logs.HousekeepingFailed(_hub.Logger, "finding the children of a purged instance", problem);
                    }
                }
            }

            continuation = page.Continuation;
        } while (continuation is not null);
    }

    private void RowsToPurgeFound(InstanceSlot slot, Queue<string> keys, List<string> children, IReadOnlyList<StoredPayload> payloads)
    {
        var purge = slot.Purge!;
        var ids = children.Distinct(StringComparer.Ordinal).ToList();
        slot.Purge = purge with
        {
            Keys = new Queue<string>(keys.Where(key => !_deleting.Contains(key))),
            Payloads = payloads,
            ChildrenLeft = ids.Count,
        };
        foreach (var child in ids)
        {
            Accept(new PurgeMessage(child, isRecursive: true, purge.Message?.Counter) { Settled = () => ChildPurged(slot) });
        }

        slot.MustCheck = true;
        MakeReady(slot);
    }

    private void ChildPurged(InstanceSlot slot)
    {
        slot.Purge = slot.Purge! with { ChildrenLeft = slot.Purge.ChildrenLeft - 1 };
        slot.MustCheck = true;
        MakeReady(slot);
    }

    private void ContinuePurge(Turn turn)
    {
        var slot = turn.Slot;
        AdoptPurge(slot);

        // The children first: afterwards nothing would tell who they were.
        if (slot.Purge is not { Keys: { } keys, ChildrenLeft: 0 } purge)
        {
            return;
        }

        while (turn.Unit.Operations.Count < DeletesPerUnit && keys.TryDequeue(out var key))
        {
            turn.Unit.Delete(key);
        }

        if (keys.Count > 0)
        {
            slot.MustCheck = true;
            return;
        }

        turn.Unit.Delete(LogKeys.Instance(slot.Key));
        if (slot.Mark is not null)
        {
            turn.Unit.Delete(LogKeys.Active(slot.Key));
            slot.Mark = null;
        }

        slot.Purge = null;
        slot.Phase = SlotPhase.Missing;
        slot.Record = null;
        slot.HasRow = false;
        if (purge.Message is { } message)
        {
            message.Counter.Increment();
            turn.Unit.Settle(message, SubmitOutcome.Accepted);
        }

        turn.Unit.AfterCommit.Add(() =>
        {
            slot.Committed = null;
            _hub.Telemetry.Purged.Add(1);
            _ = DeletePayloadsAsync(purge.Payloads);
        });
    }

    /// <summary>Whoever asked before a crash asks again, and is told how the purge ends that goes on by itself.</summary>
    private static void AdoptPurge(InstanceSlot slot)
    {
        if (slot.Purge is { Message: null } orphan && slot.Inbox.OfType<PurgeMessage>().FirstOrDefault() is { } again)
        {
            slot.Inbox.Remove(again);
            slot.Purge = orphan with { Message = again };
        }
    }

    private async Task DeletePayloadsAsync(IReadOnlyList<StoredPayload> payloads)
    {
        try
        {
            foreach (var payload in payloads)
            {
                await _hub.Payloads.DeleteAsync(payload.Name, payload.ETag, _gone);
            }
        }
        catch (Exception problem) when (problem is TableStoreException or OperationCanceledException)
        {
            // The collector finds them: nobody names them any more.
            Logs.HousekeepingFailed(_hub.Logger, "deleting the payloads of a purged instance", problem);
        }
    }
}
