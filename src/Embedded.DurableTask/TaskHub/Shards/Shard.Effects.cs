using Embedded.DurableTask.Hub.Activities;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>What a committed step sets going.</content>
internal sealed partial class Shard
{
    private void AfterStep(InstanceSlot slot, InstanceRecord stepped, IReadOnlyList<HistoryEvent> commit, string? traceParent)
    {
        _hub.Telemetry.CountStep(stepped);
        if (slot.Phase != SlotPhase.Live || slot.Record!.Generation != stepped.Generation)
        {
            return;
        }

        foreach (var e in commit)
        {
            switch (e)
            {
                case TaskScheduled task when slot.State.OpenTasks.ContainsKey(task.TaskId):
                    Dispatch(slot, task, traceParent);
                    break;
                case ChildScheduled child when slot.State.OpenChildren.ContainsKey(child.TaskId):
                    StartChild(slot, child, traceParent);
                    break;
                default:
                    break;
            }
        }

        Arm(slot);
    }

    private void Dispatch(InstanceSlot slot, TaskScheduled task, string? traceParent = null)
    {
        if (!slot.Dispatched.Add(task.TaskId))
        {
            return;
        }

        var (id, generation) = (slot.InstanceId, slot.Record!.Generation);
        _hub.Activities.Enqueue(
            new ActivityWork(id, generation, task, outcome => Post(() => ActivityEnded(id, generation, task, outcome)))
            {
                TraceParent = traceParent ?? slot.Record.TraceParent,
            }
        );
    }

    private void ActivityEnded(string instanceId, int generation, TaskScheduled task, ActivityOutcome outcome)
    {
        if (!_slots.ContainsKey(instanceId))
        {
            // It has ended meanwhile.
            return;
        }

        Accept(
            outcome switch
            {
                ActivityOutcome.Ended ended => new ResultMessage(instanceId, generation, ended.Result),
                ActivityOutcome.NoCode none => new ParkMessage(
                    instanceId,
                    task.TaskId,
                    $"Activity '{none.Name}' is not part of this process."
                ),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            }
        );
    }

    /// <summary>
    /// Starts a child that history has and that may not exist yet. It is done after the parent's commit, from the parent's history,
    /// so however many children a step calls, the step is one row; a crash in between is made good when the parent is next loaded.
    /// </summary>
    private void StartChild(InstanceSlot slot, ChildScheduled child, string? traceParent = null)
    {
        if (!slot.ChildrenStarted.Add(child.TaskId))
        {
            return;
        }

        var record = slot.Record!;
        var parent = new ParentInfo(record.InstanceId, record.Name, child.TaskId, record.Generation);
        var startId = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{record.StartId}:{record.Generation}:{child.TaskId}"
        );
        var start = new InstanceStart(
            child.InstanceId,
            child.Name,
            child.Version,
            child.Input,
            startId,
            _hub.Clock.UtcNow,
            null,
            child.Tags,
            parent
        )
        {
            TraceParent = traceParent ?? record.TraceParent,
        };
        Accept(new StartMessage(start) { Settled = () => slot.ChildrenConfirmed.Add(child.TaskId) });
    }
}
