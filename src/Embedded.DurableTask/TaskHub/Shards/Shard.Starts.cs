using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>How instances and generations begin.</content>
internal sealed partial class Shard
{
    private const int EventIdsKept = 256;

    /// <returns>False if the message must wait until the instance has been read anew.</returns>
    private bool TakeStart(Turn turn, StartMessage message)
    {
        var slot = turn.Slot;
        var start = message.Start;
        var record = slot.Record;
        if (slot.Phase != SlotPhase.Missing && IsSameStart(record, start))
        {
            // Sent again after a doubtful answer or by a recovered parent.
            turn.Unit.Settle(message, SubmitOutcome.Accepted);
            return true;
        }

        if (slot is { Phase: SlotPhase.Finished, RecordETag: null })
        {
            // Only the version that was read may be replaced: another process may start it over in this very moment.
            return ReadAnew(turn, message);
        }

        if (slot.Phase == SlotPhase.Missing || (slot.Phase == SlotPhase.Finished && MayReplace(record!, start)))
        {
            Create(turn, start);
            turn.Unit.Settle(message, SubmitOutcome.Accepted);
            return true;
        }

        turn.Unit.Settle(message, SubmitOutcome.AlreadyExists);
        if (start.Parent is { } parent)
        {
            var failure = new FailureInfo(
                typeof(OrchestrationAlreadyExistsException).FullName!,
                $"An orchestration instance with the ID '{start.InstanceId}' already exists.",
                null,
                null,
                null
            );
            Accept(new ResultMessage(parent.InstanceId, parent.Generation, new ChildFailed(parent.TaskId, failure)));
        }

        return true;
    }

    private static bool IsSameStart(InstanceRecord? record, InstanceStart start) =>
        string.Equals(record?.StartId, start.StartId, StringComparison.Ordinal);

    private static bool MayReplace(InstanceRecord record, InstanceStart start) =>
        !record.IsPurging && start.DedupeStatuses?.Contains(record.Status.ToString(), StringComparer.OrdinalIgnoreCase) != true;

    private void Create(Turn turn, InstanceStart start)
    {
        var slot = turn.Slot;

        // A reused id goes on counting generations: the old run's rows and late outcomes can never be taken for the new one's.
        var generation = slot.Phase == SlotPhase.Finished ? slot.Record!.Generation + 1 : 0;
        if (generation > 0)
        {
            DeleteOldHistoryLater(slot.Key, generation);
        }

        ResetGeneration(slot);
        slot.Record = new InstanceRecord
        {
            InstanceId = start.InstanceId,
            Name = start.Name,
            Version = start.Version,
            Status = OrchestrationRuntimeStatus.Pending,
            Generation = generation,
            CreatedAt = start.CreatedAt,
            LastUpdatedAt = start.CreatedAt,
            StartId = start.StartId,
            StartAt = start.StartAt,
            Input = _hub.Codec.Store(slot.Key, start.Input, turn.Unit.Payloads),
            Tags = start.Tags,
            Parent = start.Parent,
            TraceParent = start.TraceParent,
        };
        slot.PendingInput = start.Input;
        slot.Phase = SlotPhase.Pending;
        turn.RecordIsNews = true;
        BeginIfDue(turn);
    }

    private void BeginIfDue(Turn turn)
    {
        var slot = turn.Slot;
        var record = slot.Record!;
        if (record.StartAt > _hub.Clock.UtcNow)
        {
            turn.Unit.AfterCommit.Add(() => Arm(slot));
            return;
        }

        Begin(
            turn,
            new ExecutionStarted(
                record.InstanceId,
                record.Name,
                record.Version,
                slot.PendingInput,
                record.Generation,
                record.Parent,
                record.Tags,
                record.CreatedAt
            )
        );
    }

    private void Begin(Turn turn, ExecutionStarted started)
    {
        var slot = turn.Slot;
        switch (_hub.Code.Find(started.Name, started.Version))
        {
            case CodeAnswer.Run { Code: var code }:
                slot.Session = new OrchestrationSession(code, _hub.Session);
                slot.Phase = SlotPhase.Live;
                slot.PendingInput = null;
                if (slot.Record!.ParkedReason is not null)
                {
                    Unpark(turn);
                }

                _liveSessions++;
                turn.Inbound.Add(started);
                slot.Inbox.InsertRange(0, slot.Held);
                slot.Held.Clear();
                break;
            case CodeAnswer.Fail fail:
                FinishWithoutCode(turn, new FailureInfo("VersionMismatch", fail.Reason, null, null, null));
                break;
            case CodeAnswer.Park park:
                Park(turn, park.Reason);
                break;
            default:
                throw new InvalidOperationException("Unknown answer.");
        }
    }

    /// <summary>
    /// Begins the generation that the last commit asked for. That commit holds everything it begins with, so a crash in between
    /// repeats this, and nothing that came meanwhile is lost: it is still in the inbox.
    /// </summary>
    private void BeginGeneration(Turn turn, ExecutionContinuedAsNew again)
    {
        var slot = turn.Slot;
        var record = slot.Record!;
        if (_hub.Code.Find(record.Name, again.Version) is CodeAnswer.Park park)
        {
            // The old generation's last commit stays the current one: the next try begins from it again.
            Park(turn, park.Reason);
            return;
        }

        // Time goes on from where the last generation was, also if another machine's clock is behind.
        var now = _hub.Clock.UtcNow;
        var createdAt = now > slot.State.LastNow ? now : slot.State.LastNow;
        // In an order of their own: a set's is another in every process, and so would be the row.
        string[] eventIds =
        [
            .. slot
                .State.EventIds.Order(StringComparer.Ordinal)
                .Concat(record.EarlierEventIds)
                .Distinct(StringComparer.Ordinal)
                .Take(EventIdsKept),
        ];
        DeleteLater(Enumerable.Range(0, slot.NextSequence).Select(i => LogKeys.History(slot.Key, record.Generation, i)));
        DropSession(slot);
        ResetGeneration(slot);
        slot.Record = record with
        {
            Version = again.Version,
            Generation = record.Generation + 1,
            CreatedAt = createdAt,
            Input = _hub.Codec.Store(slot.Key, again.Input, turn.Unit.Payloads),
            EarlierEventIds = eventIds,
            Status = OrchestrationRuntimeStatus.Pending,
        };
        slot.PendingInput = again.Input;
        slot.Phase = SlotPhase.Pending;
        turn.RecordIsNews = true;
        Begin(
            turn,
            new ExecutionStarted(
                record.InstanceId,
                record.Name,
                again.Version,
                again.Input,
                record.Generation + 1,
                record.Parent,
                record.Tags,
                slot.Record.CreatedAt
            )
        );
        foreach (var carried in again.CarriedOver)
        {
            turn.Inbound.Add(carried);

            // Should the first step fail, they are held like any other message: their old row is about to go.
            turn.Taken.Add(new SignalMessage(record.InstanceId, carried));
        }
    }

    private static void ResetGeneration(InstanceSlot slot)
    {
        slot.State = SessionState.Empty;
        slot.NextSequence = 0;
        slot.Dispatched.Clear();
        slot.ChildrenStarted.Clear();
        slot.ChildrenConfirmed.Clear();
    }

    private void DropSession(InstanceSlot slot)
    {
        if (slot.Session is { } session)
        {
            session.Dispose();
            slot.Session = null;
            _liveSessions--;
        }
    }
}
