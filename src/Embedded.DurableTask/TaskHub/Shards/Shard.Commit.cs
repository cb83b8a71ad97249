using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>Batches and their flight to the table: one at a time, while the next one is gathered.</content>
internal sealed partial class Shard
{
    // A batch refused for another reason than the fence is sent once more at most: memory and table differ, so memory goes.
    private const int RefusalsBelieved = 2;

    private OwnerRow _owner;
    private Batch _next = new(0);
    private Batch? _flying;
    private Unit? _overflow;
    private long _lastCommit;

    // When the last commit that went through was sent: the shard was this process' then, by the service's own word.
    private long _provenAt;

    private TimeSpan RenewAfter => _hub.Options.LeasePeriod / 3;

    private bool MustRenew => _hub.TimeProvider.GetElapsedTime(_lastCommit) >= RenewAfter;

    /// <summary>Gathers units until the batch is full or nothing is ready.</summary>
    private void Fill()
    {
        while (!_next.IsFull)
        {
            if (_overflow is { } waiting)
            {
                var mustFlyAlone = waiting.Slot is { } s && _hub.Suspects.MustFlyAlone(s.InstanceId);
                if ((mustFlyAlone && !_next.IsEmpty) || !_next.TryAdd(waiting))
                {
                    return;
                }

                MarkInBatch(waiting);
                _overflow = null;
            }
            else if (_ready.TryDequeue(out var slot))
            {
                if (slot.LastBatch == _next.Number)
                {
                    _deferred.Add(slot);
                    continue;
                }

                slot.IsReady = false;
                Take(ProcessGuarded(slot));
                GoOn(slot);
                if (_hub.Suspects.MustFlyAlone(slot.InstanceId) && slot.LastBatch == _next.Number)
                {
                    return;
                }
            }
            else if (HousekeepingUnit() is { } housekeeping)
            {
                Take(housekeeping);
            }
            else
            {
                return;
            }
        }
    }

    private void Take(Unit? unit)
    {
        if (unit is null || unit.IsEmpty)
        {
            return;
        }

        // Nothing to write, nothing on its way that it could depend on, and memory cannot be behind: no reason to wait for a commit.
        // Else an answer goes with one, even "there is no such instance": a process that was away for a while must not give it.
        if (
            unit.Operations.Count == 0
            && (unit.Slot is null || unit.Slot.UnitsUnderway == 0)
            && (unit.Answers.Count == 0 || IsCertainlyOwned)
        )
        {
            Conclude(unit);
            return;
        }

        var mustFlyAlone = unit.Slot is { } s && _hub.Suspects.MustFlyAlone(s.InstanceId);
        if (unit.Slot is { } slot)
        {
            slot.UnitsUnderway++;
        }

        if ((!mustFlyAlone || _next.IsEmpty) && _next.TryAdd(unit))
        {
            MarkInBatch(unit);
        }
        else
        {
            _overflow = unit;
        }
    }

    private void MarkInBatch(Unit unit)
    {
        if (unit.Slot is { } slot)
        {
            slot.LastBatch = _next.Number;
        }
    }

    private void Fly()
    {
        if (_flying is not null)
        {
            return;
        }

        var mayRelease = _isReleasing && IsQuiet;
        if (_next.IsEmpty && !MustRenew && !mayRelease)
        {
            return;
        }

        var releases = mayRelease && _next.IsEmpty;
        _flying = _next;
        _next = new Batch(_flying.Number + 1);
        foreach (var slot in _deferred)
        {
            _ready.Enqueue(slot);
        }

        _deferred.Clear();
        _ = FlyAsync(_flying, releases);
    }

    private async Task FlyAsync(Batch batch, bool releases)
    {
        var sentAt = _hub.TimeProvider.GetTimestamp();
        Action landed;
        try
        {
            var outcome = await CommitAsync(batch, releases);
            _hub.Telemetry.CountCommit(batch, _hub.TimeProvider.GetElapsedTime(sentAt), outcome is not null);
            landed = () => Land(batch, outcome, sentAt, releases);
        }
        catch (Exception problem)
        {
            landed = () =>
            {
                Logs.ShardBroken(_hub.Logger, _number, "a commit could not be sent", problem);
                if (problem is TableStoreException { Fault: TableFault.Invalid })
                {
                    _hub.Suspects.Accuse(batch, $"Its commit is refused for good: {problem.Message}");
                }

                _end ??= problem is TableStoreException { Fault: TableFault.TableMissing } ? ShardEnd.TableMissing : ShardEnd.MustReload;
            };
        }

        Post(landed);
    }

    /// <returns>The owner row as the commit left it; null if the tenure is over.</returns>
    private async Task<OwnerRow?> CommitAsync(Batch batch, bool releases)
    {
        var before = _owner;
        var after = before with { Process = releases ? "" : before.Process, Commit = _hub.Ids.NewId() };
        var fence = new RowOperation.Replace(OwnerRow.ToRow(_partition, after.Process, after.Epoch, after.Commit), before.ETag);
        var operations = batch.Operations(fence);
        var refusals = 0;
        for (var attempt = 1; ; attempt++)
        {
            BatchOutcome? outcome = null;
            try
            {
                // Before the commit: a crash in between leaves a blob that nobody names, and the collector takes it.
                await WritePayloadsAsync(batch);
                outcome = await _hub.Store.CommitAsync(_partition, operations, _gone);
                _hub.Trouble.Written();
                if (outcome is BatchOutcome.Committed committed)
                {
                    return after with
                    {
                        ETag = committed.ETags[0] ?? throw new InvalidOperationException("The owner row came without a version."),
                    };
                }
            }
            catch (TableStoreException problem) when (problem.Fault is TableFault.Unavailable or TableFault.Denied)
            {
                _hub.Trouble.NotWritten();
                Logs.CommitInDoubt(_hub.Logger, _number, attempt, problem);
            }

            _hub.Telemetry.DoubtfulCommits.Add(1);

            // In doubt: only the owner row knows. Guessing "failed" would run the step again, guessing "done" would lose it.
            var now = await ReadOwnerAsync();
            if (string.Equals(now?.Commit, after.Commit, StringComparison.Ordinal))
            {
                _hub.Trouble.Written();
                return now;
            }

            if (!string.Equals(now?.ETag, before.ETag, StringComparison.Ordinal))
            {
                Logs.ShardLost(_hub.Logger, _number);
                _hub.Trouble.Written();
                Post(() => _end ??= ShardEnd.Lost);
                return null;
            }

            if (outcome is BatchOutcome.Refused refused && ++refusals >= RefusalsBelieved)
            {
                Logs.ShardReloads(_hub.Logger, _number, refused.Status, refused.Code, refused.Index);
                Post(() => _end ??= ShardEnd.MustReload);
                return null;
            }

            // Unchanged: it has not happened (yet). The same batch again; should the first one land late, the second finds its commit id.
            await _hub.BackOff.WaitAsync(attempt, _gone);
        }
    }

    private async Task WritePayloadsAsync(Batch batch)
    {
        foreach (var payload in batch.Units.SelectMany(unit => unit.Payloads))
        {
            await _hub.Payloads.WriteAsync(payload.Name, payload.Content, _gone);
        }
    }

    private async Task<OwnerRow?> ReadOwnerAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var row = await _hub.Store.FindAsync(_partition, LogKeys.Owner, _gone);
                _hub.Trouble.Answered();
                return row is null ? null : OwnerRow.From(row);
            }
            catch (TableStoreException problem) when (problem.Fault is TableFault.Unavailable or TableFault.Denied)
            {
                _hub.Trouble.Unanswered();
                Logs.CommitInDoubt(_hub.Logger, _number, attempt, problem);
            }

            await _hub.BackOff.WaitAsync(attempt, _gone);
        }
    }

    private void Land(Batch batch, OwnerRow? owner, long sentAt, bool released)
    {
        _flying = null;
        if (owner is null)
        {
            return;
        }

        _hub.Suspects.Acquit(batch);
        _owner = owner;
        _lastCommit = _hub.TimeProvider.GetTimestamp();
        Volatile.Write(ref _provenAt, sentAt);
        foreach (var unit in batch.Units)
        {
            if (unit.Slot is { } slot)
            {
                slot.UnitsUnderway--;
            }

            Conclude(unit);
        }

        if (released)
        {
            Logs.ShardReleased(_hub.Logger, _number);
            _end ??= ShardEnd.Released;
        }
    }

    private void Conclude(Unit unit)
    {
        foreach (var action in unit.AfterCommit)
        {
            action();
        }

        foreach (var (message, outcome) in unit.Answers)
        {
            if (
                message.InboxKey is { } key
                && unit.Operations.Exists(o => o is RowOperation.Delete d && string.Equals(d.Key, key, StringComparison.Ordinal))
            )
            {
                _inboxTaken.Remove(key);
                _inboxDeleted.Add(key);
            }

            Answer(message, outcome);
        }

        if (unit.Slot is { } slot)
        {
            GoOn(slot);
        }
    }
}
