using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Hub.Telemetry;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>Running a step and writing down what came of it.</content>
internal sealed partial class Shard
{
    private const int LongHistory = 500;

    private void AddDueTimers(Turn turn)
    {
        if (turn.Slot.State.IsFinished)
        {
            return;
        }

        var now = _hub.Clock.UtcNow;
        foreach (var (fireAt, taskId) in turn.Slot.State.DueTimes)
        {
            if (fireAt > now)
            {
                return;
            }

            turn.Inbound.Add(new TimerFired(taskId, fireAt));
            _hub.Telemetry.TimerLateness.Record((now - fireAt).TotalSeconds);
        }
    }

    private void Step(Turn turn)
    {
        var slot = turn.Slot;
        if (turn.Inbound.Count == 0)
        {
            return;
        }

        var children = turn.TerminatesChildren ? slot.State.OpenChildren.Values.ToArray() : [];
        using var span = Traces.Stepping(slot.Record!, slot.NextSequence);
        StepOutcome outcome;
        try
        {
            outcome = slot.Session!.Step(_hub.Clock.UtcNow, turn.Inbound);
        }
        catch (Exception problem)
        {
            Traces.Fail(span, problem.GetType().FullName!);

            // Nothing of the step may be used; what it took waits in the inbox for other code.
            Park(turn, $"The step failed: {problem.Message}");
            return;
        }

        foreach (var message in turn.Taken)
        {
            turn.Unit.Settle(message, SubmitOutcome.Accepted);
        }

        slot.State = outcome.State;
        if (outcome.Commit.Count <= 1)
        {
            // Nothing entered history: all of it was there before.
            return;
        }

        WriteHistory(turn, outcome.Commit);
        foreach (var child in children)
        {
            turn.Outgoing.Add(
                new OutgoingMessage(
                    child.InstanceId,
                    MessageRows.Signal,
                    0,
                    IsRecursive: true,
                    [new ExecutionTerminated(null, "Its parent was terminated.")]
                )
            );
        }

        foreach (var sent in outcome.Commit.OfType<EventSent>())
        {
            turn.Outgoing.Add(
                new OutgoingMessage(
                    sent.InstanceId,
                    MessageRows.Signal,
                    0,
                    IsRecursive: false,
                    [new EventRaised(sent.EventId, sent.Name, sent.Payload)]
                )
            );
        }

        var record = SetRecord(turn, RecordAfter(turn, outcome));
        if (record.IsFinished)
        {
            Finish(turn, record);
        }

        // The next generation need not wait for this commit, only to be committed after it.
        slot.MustCheck |= outcome.State.ContinuedAsNew is not null;
        var traceParent = span?.Id;
        turn.Unit.AfterCommit.Add(() => AfterStep(slot, record, outcome.Commit, traceParent));
    }

    private void WriteHistory(Turn turn, IReadOnlyList<HistoryEvent> commit)
    {
        var slot = turn.Slot;
        var row = new TableRow(_partition, LogKeys.History(slot.Key, slot.Record!.Generation, slot.NextSequence));
        row.Set("v", (long)HistorySerializer.SchemaVersion);
        _hub.Codec.WriteEvents(row, slot.Key, commit, turn.Unit.Payloads);
        turn.Unit.Insert(row);
        slot.NextSequence++;
        if (slot.NextSequence % LongHistory == 0)
        {
            Logs.LongHistory(_hub.Logger, slot.InstanceId, slot.NextSequence);
        }
    }

    private InstanceRecord RecordAfter(Turn turn, StepOutcome outcome)
    {
        var slot = turn.Slot;
        var state = outcome.State;
        var record = slot.Record! with
        {
            // Between two generations it is running to everybody else.
            Status = state.ContinuedAsNew is null ? state.RuntimeStatus : OrchestrationRuntimeStatus.Running,
            LastUpdatedAt = state.LastNow,
        };
        if (state.HasCustomStatus && outcome.Commit.Any(e => e is CustomStatusSet))
        {
            record = record with { CustomStatus = _hub.Codec.Store(slot.Key, state.CustomStatus, turn.Unit.Payloads) };
        }

        return record.IsFinished
            ? record with
            {
                Output = _hub.Codec.Store(slot.Key, state.Output, turn.Unit.Payloads),
                Failure = state.Failure is { } failure
                    ? _hub.Codec.Store(slot.Key, InstanceRows.ToText(failure), turn.Unit.Payloads)
                    : null,
            }
            : record;
    }

    /// <summary>Makes a record the slot's; it is written at the end of the turn if it says anything new to others.</summary>
    private static InstanceRecord SetRecord(Turn turn, InstanceRecord record)
    {
        turn.RecordIsNews |= turn.Slot.Record is not { } before || IsNews(before, record);
        turn.Slot.Record = record;
        return record;
    }

    /// <summary>Writes the record once, whatever the turn did to it: a transaction may touch a row once only.</summary>
    private void WriteRecord(Turn turn)
    {
        var slot = turn.Slot;
        if (slot.Record is not { } record)
        {
            return;
        }

        if (!slot.HasRow)
        {
            turn.Unit.Insert(InstanceRows.ToRow(_partition, record));
            slot.HasRow = true;
        }
        else if (slot.RecordETag is { } etag && turn.RecordIsNews)
        {
            // Another process may have started over the finished instance too: then one of the two is refused.
            turn.Unit.Replace(InstanceRows.ToRow(_partition, record), etag);
            slot.RecordETag = null;
        }
        else if (turn.RecordIsNews)
        {
            turn.Unit.Replace(InstanceRows.ToRow(_partition, record));
        }

        if (!ReferenceEquals(slot.Committed, record))
        {
            turn.Unit.AfterCommit.Insert(0, () => Publish(slot, record));
        }
    }

    // Reading the table, a process that does not own the shard sees these; the rest it can wait for.
    private static bool IsNews(InstanceRecord before, InstanceRecord after) =>
        before.Status != after.Status
        || before.Generation != after.Generation
        || before.IsPurging != after.IsPurging
        || !ReferenceEquals(before.CustomStatus, after.CustomStatus)
        || !string.Equals(before.ParkedReason, after.ParkedReason, StringComparison.Ordinal);

    private void Publish(InstanceSlot slot, InstanceRecord record)
    {
        var before = slot.Committed;
        slot.Committed = record;
        if (before?.Status != record.Status || before.Generation != record.Generation)
        {
            if (record.IsFinished)
            {
                _hub.Telemetry.CountFinished(record);
            }

            _hub.Watch.Publish(record);
        }
    }

    /// <summary>The instance has ended: what its end means to its parent goes with the same commit.</summary>
    private void Finish(Turn turn, InstanceRecord record)
    {
        var slot = turn.Slot;
        DropSession(slot);
        slot.Phase = SlotPhase.Finished;
        if (record.Parent is { } parent)
        {
            InboundEvent result = record.Status switch
            {
                OrchestrationRuntimeStatus.Completed => new ChildCompleted(parent.TaskId, slot.State.Output),
                OrchestrationRuntimeStatus.Failed when slot.State.Failure is { } failure => new ChildFailed(parent.TaskId, failure),
                _ => new ChildFailed(
                    parent.TaskId,
                    new FailureInfo("Terminated", slot.State.Output ?? "The orchestration was terminated.", null, null, null)
                ),
            };
            turn.Outgoing.Add(new OutgoingMessage(parent.InstanceId, MessageRows.Result, parent.Generation, IsRecursive: false, [result]));
        }

        foreach (var held in slot.Held)
        {
            Refuse(turn, held, SubmitOutcome.Finished);
        }

        slot.Held.Clear();
    }

    /// <summary>Ends an instance whose code does not run: terminated while pending or parked.</summary>
    private void FinishWithoutCode(Turn turn, ExecutionTerminated ended)
    {
        turn.Slot.State = turn.Slot.State with { RuntimeStatus = OrchestrationRuntimeStatus.Terminated, Output = ended.Output };
        EndWithoutCode(turn);
    }

    /// <summary>Ends an instance whose version this process is told to fail.</summary>
    private void FinishWithoutCode(Turn turn, FailureInfo failure)
    {
        turn.Slot.State = turn.Slot.State with { RuntimeStatus = OrchestrationRuntimeStatus.Failed, Failure = failure };
        EndWithoutCode(turn);
    }

    private void EndWithoutCode(Turn turn)
    {
        var slot = turn.Slot;
        var state = slot.State;
        var record = slot.Record! with
        {
            Status = state.RuntimeStatus,
            LastUpdatedAt = _hub.Clock.UtcNow,
            ParkedReason = null,
            Output = _hub.Codec.Store(slot.Key, state.Output, turn.Unit.Payloads),
            Failure = state.Failure is { } failure ? _hub.Codec.Store(slot.Key, InstanceRows.ToText(failure), turn.Unit.Payloads) : null,
        };
        Finish(turn, SetRecord(turn, record));
    }
}
