using Embedded.DurableTask.Hub.Log;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>Instances that cannot run here and now, and what the active row of each instance says.</content>
internal sealed partial class Shard
{
    private const int LongestReason = 4_000;

    /// <summary>
    /// Parks an instance: neither failed, since other code may go on with it, nor tried again and again. It is tried when it is
    /// resumed and when a process takes the shard.
    /// </summary>
    private void Park(Turn turn, string reason)
    {
        var slot = turn.Slot;
        reason = reason.Length > LongestReason ? string.Concat(reason.AsSpan(0, LongestReason), "…") : reason;
        DropSession(slot);
        slot.Phase = SlotPhase.Parked;
        turn.Inbound.Clear();
        foreach (var message in turn.Taken)
        {
            Hold(turn, message);
        }

        turn.Taken.Clear();
        if (slot.Record is { } record && (!string.Equals(record.ParkedReason, reason, StringComparison.Ordinal) || !slot.HasRow))
        {
            Logs.Parked(_hub.Logger, slot.InstanceId, reason);
            SetRecord(turn, record with { ParkedReason = reason, LastUpdatedAt = _hub.Clock.UtcNow });
        }
    }

    private void Unpark(Turn turn)
    {
        var slot = turn.Slot;
        Logs.Unparked(_hub.Logger, slot.InstanceId);
        SetRecord(turn, slot.Record! with { ParkedReason = null });
    }

    private void UpdateMark(Turn turn)
    {
        var slot = turn.Slot;
        var needed = NeededMark(slot);
        if (needed == slot.Mark || (needed is { } enough && slot.Mark?.Covers(enough) == true))
        {
            return;
        }

        if (needed is not { } mark)
        {
            turn.Unit.Delete(LogKeys.Active(slot.Key));
            slot.Mark = null;
            return;
        }

        // A new instance begins busy and a busy one says so at once; that it has become idle can wait (see Demote).
        mark = slot.Mark is null && !mark.IsParked && mark.Due is null ? ActiveMark.Busy : mark;
        var row = mark.ToRow(_partition, slot.InstanceId, slot.Key);
        if (slot.Mark is null)
        {
            turn.Unit.Insert(row);
        }
        else
        {
            turn.Unit.Replace(row);
        }

        slot.Mark = mark;
        if (mark.IsBusy)
        {
            _busy.Enqueue((slot, _hub.TimeProvider.GetTimestamp()));
        }
    }

    private static ActiveMark? NeededMark(InstanceSlot slot) =>
        slot.Phase switch
        {
            SlotPhase.Parked => new ActiveMark(IsBusy: false, null, IsParked: true),
            SlotPhase.Pending => new ActiveMark(IsBusy: slot.Record!.StartAt is null, slot.Record.StartAt, IsParked: false),
            SlotPhase.Live => new ActiveMark(OwesWork(slot), slot.State.NextDue, IsParked: false),
            SlotPhase.Finished when slot.Record!.IsPurging => ActiveMark.Busy,
            _ => null,
        };

    private static bool OwesWork(InstanceSlot slot) =>
        slot.State.ContinuedAsNew is not null
        || !slot.State.OpenTasks.IsEmpty
        || slot.State.OpenChildren.Keys.Any(id => !slot.ChildrenConfirmed.Contains(id));
}
