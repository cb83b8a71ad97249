using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>An instance's turn: what its messages mean to it in the phase it is in.</content>
internal sealed partial class Shard
{
    // A unit must fit a transaction, and a message may cost a row.
    private const int MessagesPerTurn = 60;

    private Unit? ProcessGuarded(InstanceSlot slot)
    {
        try
        {
            return Process(slot);
        }
        catch (Exception problem)
        {
            // Memory may be half changed, so all of it goes; but the instance must not do this to the others again.
            _hub.Suspects.Convict(slot.InstanceId, $"Unexpected {problem.GetType().Name}: {problem.Message}");
            throw;
        }
    }

    private Unit? Process(InstanceSlot slot)
    {
        if (slot.Phase == SlotPhase.Loading)
        {
            return null;
        }

        if (slot.Phase == SlotPhase.Unloaded)
        {
            if (slot.Mark is not null || slot.Inbox is not [StartMessage { Start.IsFresh: true }, ..])
            {
                BeginLoad(slot);
                return null;
            }

            slot.Phase = SlotPhase.Missing;
        }

        var turn = new Turn(slot, new Unit(slot));
        slot.MustCheck = false;
        slot.LastUsed = _hub.TimeProvider.GetTimestamp();
        if (slot.Purge is not null)
        {
            ContinuePurge(turn);
            return turn.Unit;
        }

        Prepare(turn);
        TakeInbox(turn);
        if (slot.Phase == SlotPhase.Loading)
        {
            // What it is will be known when it has been read. Until then its rows stay: without its active row a crash would lose it.
            return turn.Unit;
        }

        if (slot.Phase == SlotPhase.Live)
        {
            AddDueTimers(turn);
            Step(turn);
        }

        WriteOutbox(turn);
        WriteRecord(turn);
        UpdateMark(turn);
        return turn.Unit;
    }

    /// <summary>What is to be done before any message: what loading found, a start that is due, the next generation.</summary>
    private void Prepare(Turn turn)
    {
        var slot = turn.Slot;
        switch (slot.Phase)
        {
            case SlotPhase.Parked when slot.ParkReason is { } reason:
                slot.ParkReason = null;
                Park(turn, reason);
                break;
            case SlotPhase.Finished when slot.Mark is not null && slot.Record!.IsPurging:
                // A crash in the middle of a purge left it marked.
                BeginPurge(turn, null);
                break;
            case SlotPhase.Live when slot.State.ContinuedAsNew is { } again:
                BeginGeneration(turn, again);
                break;
            case SlotPhase.Live when slot.Record!.ParkedReason is not null:
                Unpark(turn);
                break;
            case SlotPhase.Pending:
                BeginIfDue(turn);
                break;
            default:
                break;
        }
    }

    private void TakeInbox(Turn turn)
    {
        var slot = turn.Slot;
        for (var taken = 0; taken < MessagesPerTurn && slot.Inbox.Count > 0 && slot.Purge is null; taken++)
        {
            // A finished generation takes nothing more: what has come goes to the next one.
            if (slot.Phase == SlotPhase.Live && slot.State.ContinuedAsNew is not null)
            {
                return;
            }

            var message = slot.Inbox[0];
            slot.Inbox.RemoveAt(0);
            if (!TakeOne(turn, message))
            {
                slot.Inbox.Insert(0, message);
                return;
            }
        }
    }

    /// <returns>False if the message must wait until the instance has been read anew.</returns>
    private bool TakeOne(Turn turn, ShardMessage message)
    {
        var slot = turn.Slot;
        switch (message)
        {
            case { StartId: { } startId }
                when slot.Record is { } record && !string.Equals(startId, record.StartId, StringComparison.Ordinal):
                if (slot.Phase == SlotPhase.Finished && !message.HasLoaded)
                {
                    // Memory may have the former one only, and another process has used its id again.
                    return ReadAnew(turn, message);
                }

                Refuse(turn, message, SubmitOutcome.NotFound);
                return true;
            case StartMessage start:
                return TakeStart(turn, start);
            case WakeMessage wake when slot.Phase is SlotPhase.Missing or SlotPhase.Finished && !wake.HasLoaded:
                // Another process has just written its instance row.
                return ReadAnew(turn, message);
            case SignalMessage { Signal: ExecutionResumed } resume when slot.Phase == SlotPhase.Parked && !resume.HasLoaded:
                return ReadAnew(turn, message);
            case WakeMessage:
                turn.Unit.Settle(message, SubmitOutcome.Accepted);
                return true;
            case PurgeMessage purge:
                TakePurge(turn, purge);
                return true;
            default:
                TakeEvent(turn, message);
                return true;
        }
    }

    private bool ReadAnew(Turn turn, ShardMessage because)
    {
        var slot = turn.Slot;
        if (slot.UnitsUnderway > 0 || turn.HasBegun)
        {
            // What is on its way, or done in this very turn, would not be seen: again when it has landed.
            slot.MustCheck = true;
            return false;
        }

        // Only now: a message that had to wait has not been read for yet.
        because.HasLoaded = true;
        slot.Phase = SlotPhase.Unloaded;
        slot.Record = null;
        BeginLoad(slot);
        return false;
    }

    private void TakeEvent(Turn turn, ShardMessage message)
    {
        switch (turn.Slot.Phase)
        {
            case SlotPhase.Live:
                TakeLive(turn, message);
                break;
            case SlotPhase.Pending
            or SlotPhase.Parked when message is SignalMessage { Signal: ExecutionTerminated ended } && turn.Slot.Record is not null:
                FinishWithoutCode(turn, ended);
                turn.Unit.Settle(message, SubmitOutcome.Accepted);
                break;
            case SlotPhase.Parked when message is SignalMessage { Signal: ExecutionResumed }:
                // It has been tried, in vain.
                turn.Unit.Settle(message, SubmitOutcome.Accepted);
                break;
            case SlotPhase.Pending or SlotPhase.Parked:
                Hold(turn, message);
                break;
            case SlotPhase.Finished:
                Refuse(turn, message, SubmitOutcome.Finished);
                break;
            default:
                Refuse(turn, message, SubmitOutcome.NotFound);
                break;
        }
    }

    private void TakeLive(Turn turn, ShardMessage message)
    {
        var slot = turn.Slot;
        switch (message)
        {
            case SignalMessage { Signal: EventRaised raised }
                when slot.Record!.EarlierEventIds.Contains(raised.EventId, StringComparer.Ordinal):
                // Sent again after a doubtful answer, and an earlier generation has had it.
                turn.Unit.Settle(message, SubmitOutcome.Accepted);
                break;
            case SignalMessage signal:
                turn.TerminatesChildren |= signal is { IsRecursive: true, Signal: ExecutionTerminated };
                turn.Inbound.Add(signal.Signal);
                turn.Taken.Add(message);
                break;
            case ResultMessage result when result.Generation == slot.Record!.Generation:
                turn.Inbound.Add(result.Result);
                turn.Taken.Add(message);
                break;
            case ResultMessage:
                turn.Unit.Settle(message, SubmitOutcome.Accepted);
                break;
            case ParkMessage park:
                slot.Dispatched.Remove(park.TaskId);
                Park(turn, park.Reason);
                break;
            default:
                throw new InvalidOperationException($"{message.GetType().Name} cannot come here.");
        }
    }

    private void Refuse(Turn turn, ShardMessage message, SubmitOutcome outcome)
    {
        if (message is SignalMessage && message.Reply is null)
        {
            Logs.Undelivered(_hub.Logger, message.InstanceId, outcome.ToString());
        }

        turn.Unit.Settle(message, outcome);
    }

    /// <summary>
    /// Keeps a message for an instance that does not run now. It must be a row before its sender is told, or a crash before the
    /// instance runs would lose it. An activity's outcome is not: the activity would run again.
    /// </summary>
    private void Hold(Turn turn, ShardMessage message)
    {
        var slot = turn.Slot;
        if (message is ParkMessage)
        {
            return;
        }

        slot.Held.Add(message);
        if (message.InboxKey is not null || message is ResultMessage { Settled: null })
        {
            return;
        }

        message.StartId ??= slot.Record?.StartId;
        message.InboxKey = LogKeys.Inbox(slot.Key, _hub.Ids.NewOrderedId());
        _inboxTaken.Add(message.InboxKey);
        turn.Unit.Insert(_hub.Messages.ToInboxRow(_partition, message.InboxKey, message, turn.Unit.Payloads));
        turn.Unit.Answers.Add((message, SubmitOutcome.Accepted));
    }
}
