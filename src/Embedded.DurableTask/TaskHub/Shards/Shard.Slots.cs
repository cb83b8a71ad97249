using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>Instances in memory: whose turn it is, reading them in.</content>
internal sealed partial class Shard
{
    private const int LoadsAtOnce = 16;
    private readonly Queue<InstanceSlot> _ready = new();
    private readonly List<InstanceSlot> _deferred = [];
    private readonly Queue<InstanceSlot> _toLoad = new();
    private int _loads;

    /// <summary>Nothing in memory waits to be written.</summary>
    private bool IsQuiet => _ready.Count == 0 && _deferred.Count == 0 && _overflow is null && _flying is null;

    private InstanceSlot SlotOf(string instanceId) => _slots.GetOrAdd(instanceId, static id => new InstanceSlot(id));

    private void Accept(ShardMessage message)
    {
        var slot = SlotOf(message.InstanceId);
        slot.Inbox.Add(message);
        MakeReady(slot);
    }

    // In the order of becoming ready: an instance that always has something to do waits its turn like the others.
    private void MakeReady(InstanceSlot slot)
    {
        if (!slot.IsReady && slot.Phase != SlotPhase.Loading)
        {
            slot.IsReady = true;
            _ready.Enqueue(slot);
        }
    }

    /// <summary>After a turn or a commit: another turn if there is something left to do, or out of memory if there never will be.</summary>
    private void GoOn(InstanceSlot slot)
    {
        // A purge under way takes no messages: a turn for them would come to nothing, again and again.
        var hasMore = slot.MustCheck || (slot.Inbox.Count > 0 && slot.Purge is null);

        // What has to wait for a commit under way gets its turn when that has landed; in the same batch it could not be written anyway.
        if (hasMore && (slot.UnitsUnderway == 0 || slot.LastBatch == _next.Number))
        {
            MakeReady(slot);
        }

        RemoveIfDone(slot);
    }

    private void RemoveIfDone(InstanceSlot slot)
    {
        if (slot.IsDisposable && !slot.IsReady)
        {
            _slots.TryRemove(new KeyValuePair<string, InstanceSlot>(slot.InstanceId, slot));
        }
    }

    private void BeginLoad(InstanceSlot slot)
    {
        slot.Phase = SlotPhase.Loading;
        _toLoad.Enqueue(slot);
        StartLoads();
    }

    private void StartLoads()
    {
        while (_loads < LoadsAtOnce && _toLoad.TryDequeue(out var slot))
        {
            _loads++;
            _ = _hub.Surroundings.Run(() => LoadAsync(slot));
        }
    }

    private async Task LoadAsync(InstanceSlot slot)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var loaded = await _loader.LoadAsync(slot.Key, _gone);
                _hub.Trouble.Answered();
                Post(() => Loaded(slot, loaded));
                return;
            }
            catch (OperationCanceledException) when (_gone.IsCancellationRequested)
            {
                return;
            }
            catch (TableStoreException problem) when (problem.Fault == TableFault.TableMissing)
            {
                Post(() => _end ??= ShardEnd.TableMissing);
                return;
            }
            catch (Exception problem)
            {
                _hub.Trouble.Unanswered();
                Logs.LoadFailed(_hub.Logger, slot.InstanceId, problem);
            }

            try
            {
                await _hub.BackOff.WaitAsync(attempt, _gone);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Loaded(InstanceSlot slot, LoadedInstance loaded)
    {
        loaded = _hub.Suspects.Judge(slot, loaded);
        _loads--;
        StartLoads();
        switch (loaded)
        {
            case LoadedInstance.Missing:
                slot.Phase = SlotPhase.Missing;
                slot.MustCheck = slot.Mark is not null;
                break;
            case LoadedInstance.Finished finished:
                slot.Phase = SlotPhase.Finished;
                TakeOver(slot, finished.Record);
                slot.RecordETag = finished.ETag;
                slot.MustCheck = slot.Mark is not null;
                break;
            case LoadedInstance.Pending pending:
                slot.Phase = SlotPhase.Pending;
                TakeOver(slot, pending.Record);
                slot.PendingInput = pending.Input;
                DeleteLater(pending.OldRows);
                slot.MustCheck = true;
                break;
            case LoadedInstance.Live live:
                slot.Phase = SlotPhase.Live;
                TakeOver(slot, live.Record);
                slot.Session = live.Session;
                slot.State = live.Session.State;
                slot.NextSequence = live.Commits;
                _liveSessions++;
                _hub.Telemetry.ReplayCommits.Record(live.Commits);
                DeleteLater(live.OldRows);
                AfterLoad(slot);
                break;
            case LoadedInstance.Unable unable:
                slot.HasRow = true;
                if (unable.Record is { } record)
                {
                    TakeOver(slot, record);
                }

                slot.NextSequence = unable.Commits;

                slot.Phase = SlotPhase.Parked;
                slot.ParkReason = unable.Reason;
                slot.MustCheck = true;
                break;
            default:
                throw new InvalidOperationException($"Unknown answer {loaded}.");
        }

        slot.LastUsed = _hub.TimeProvider.GetTimestamp();
        if (slot.Inbox.Count > 0 || slot.MustCheck)
        {
            MakeReady(slot);
        }

        RemoveIfDone(slot);
    }

    private static void TakeOver(InstanceSlot slot, InstanceRecord record)
    {
        if (slot.Remembers is { } former && former != (record.StartId, record.Generation))
        {
            // Another process has started the id over: what is known of calls and commits is of the former run.
            ResetGeneration(slot);
        }

        slot.Record = record;
        slot.Committed = record;
        slot.HasRow = true;
    }

    /// <summary>What history owes: activities without an outcome, children not known to have started, timers, the next generation.</summary>
    private void AfterLoad(InstanceSlot slot)
    {
        slot.Inbox.InsertRange(0, slot.Held);
        slot.Held.Clear();

        // A mark that says parked, or too little, is mended by the next unit.
        slot.MustCheck = true;
        foreach (var task in slot.State.OpenTasks.Values.OrderBy(task => task.TaskId))
        {
            Dispatch(slot, task);
        }

        foreach (var child in slot.State.OpenChildren.Values.OrderBy(child => child.TaskId))
        {
            StartChild(slot, child);
        }

        Arm(slot);
    }
}
