using Embedded.DurableTask.Hub.Log;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>What may wait: deleting settled rows, telling that instances have become idle, forgetting sessions.</content>
internal sealed partial class Shard
{
    private const int RowsPerUnit = 40;
    private static readonly TimeSpan s_housekeepingEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_idleAfter = TimeSpan.FromSeconds(5);

    private readonly Queue<string> _deletions = new();
    private readonly HashSet<string> _deleting = new(StringComparer.Ordinal);
    private readonly Queue<(InstanceSlot Slot, long Since)> _busy = new();
    private long _lastHousekeeping;
    private bool _housekeepingDue;
    private int _liveSessions;

    private TimeSpan UntilHousekeeping() => s_housekeepingEvery - _hub.TimeProvider.GetElapsedTime(_lastHousekeeping);

    private void DoHousekeeping()
    {
        if (UntilHousekeeping() > TimeSpan.Zero)
        {
            return;
        }

        _lastHousekeeping = _hub.TimeProvider.GetTimestamp();
        _housekeepingDue = true;
        Volatile.Write(ref _parked, _slots.Values.Count(slot => slot.Phase == SlotPhase.Parked));
        EvictSessions();
        KeepRetention();
    }

    /// <summary>
    /// Work that only fills a batch up, or a batch of its own once in a while: it is not worth a transaction whenever a row of it
    /// turns up.
    /// </summary>
    private Unit? HousekeepingUnit()
    {
        var worthIt = _housekeepingDue || _isReleasing || !_next.IsEmpty || _deletions.Count >= RowsPerUnit;
        if (!worthIt || Batch.MostRows - _next.Rows < RowsPerUnit)
        {
            return null;
        }

        var unit = new Unit(null);
        while (unit.Operations.Count < RowsPerUnit && _deletions.TryDequeue(out var key))
        {
            unit.Delete(key);
            unit.AfterCommit.Add(() => _deleting.Remove(key));
        }

        if (_housekeepingDue || _isReleasing)
        {
            Demote(unit);
        }

        if (unit.IsEmpty)
        {
            _housekeepingDue = false;
            return null;
        }

        return unit;
    }

    private void DeleteLater(IEnumerable<string> rowKeys)
    {
        foreach (var key in rowKeys)
        {
            // Deleting a row twice would be refused, and with it everything in the same transaction.
            if (_deleting.Add(key))
            {
                _deletions.Enqueue(key);
            }
        }
    }

    /// <summary>Deletes what runs before this generation left: their number is not known, so it is looked up.</summary>
    private void DeleteOldHistoryLater(string key, int generation) => _ = FindOldHistoryAsync(key, generation);

    private async Task FindOldHistoryAsync(string key, int generation)
    {
        try
        {
            var range = new Storage.RowRange(_partition, LogKeys.Of('h', key).From, LogKeys.History(key, generation, 0));
            string? continuation = null;
            do
            {
                var page = await _hub.Store.QueryAsync(range, continuation, 1000, _gone);
                Post(() => DeleteLater(page.Rows.Select(row => row.RowKey)));
                continuation = page.Continuation;
            } while (continuation is not null);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // They are found when the instance is loaded again or purged.
        }
        catch (Storage.TableStoreException problem)
        {
            Logs.HousekeepingFailed(_hub.Logger, "finding the history of an earlier run", problem);
        }
    }

    /// <summary>
    /// Tells the active rows of instances that have been waiting for a while that nothing is owed, so that the next owner need not
    /// load them. An instance that is busy again soon costs no write this way.
    /// </summary>
    private void Demote(Unit unit)
    {
        while (unit.Operations.Count < RowsPerUnit && _busy.TryPeek(out var candidate))
        {
            var (slot, since) = candidate;
            if (!_isReleasing && _hub.TimeProvider.GetElapsedTime(since) < s_idleAfter)
            {
                return;
            }

            _busy.Dequeue();
            if (slot.Mark is not { IsBusy: true } || NeededMark(slot) is not { } needed)
            {
                continue;
            }

            if (needed.IsBusy || slot.IsReady || slot.LastBatch == _next.Number)
            {
                if (!_isReleasing)
                {
                    _busy.Enqueue((slot, _hub.TimeProvider.GetTimestamp()));
                }

                continue;
            }

            unit.Replace(needed.ToRow(_partition, slot.InstanceId, slot.Key));
            slot.Mark = needed;
            slot.LastBatch = _next.Number;
        }
    }

    private void EvictSessions()
    {
        var most = _hub.Options.MaxLiveSessions;
        if (_liveSessions <= most)
        {
            return;
        }

        var idle = _slots
            .Values.Where(slot =>
                slot.Phase == SlotPhase.Live
                && slot.UnitsUnderway == 0
                && slot.Inbox.Count == 0
                && !slot.IsReady
                && !slot.MustCheck
                && !OwesWork(slot)
            )
            .OrderBy(slot => slot.LastUsed)
            .ThenBy(slot => slot.InstanceId, StringComparer.Ordinal)
            .Take(_liveSessions - (most * 9 / 10))
            .ToList();
        foreach (var slot in idle)
        {
            DropSession(slot);
            slot.Phase = SlotPhase.Unloaded;
            slot.State = Replay.SessionState.Empty;
            slot.Record = null;
            slot.Committed = null;
        }
    }
}
