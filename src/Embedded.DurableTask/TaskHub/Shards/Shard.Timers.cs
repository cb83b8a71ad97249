namespace Embedded.DurableTask.Hub.Shards;

/// <content>When what is due, and when the loop must wake by itself.</content>
internal sealed partial class Shard
{
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromMinutes(10);
    private readonly PriorityQueue<InstanceSlot, DateTimeOffset> _timers = new();
    private long _oldestDueTicks;

    /// <summary>When the most overdue timer was due; null if none is overdue. Any thread.</summary>
    public DateTimeOffset? OldestDue =>
        Volatile.Read(ref _oldestDueTicks) is > 0 and var ticks && ticks < _hub.Clock.UtcNow.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    /// <summary>Sets the alarm for what the instance waits for. Only what is committed may be armed.</summary>
    private void Arm(InstanceSlot slot)
    {
        var due = slot.Phase switch
        {
            SlotPhase.Pending => slot.Record!.StartAt,
            SlotPhase.Live => slot.State.NextDue,
            SlotPhase.Unloaded => slot.Mark?.Due,
            _ => null,
        };
        if (due is { } at && (slot.Armed is not { } armed || at < armed))
        {
            slot.Armed = at;
            _timers.Enqueue(slot, at);
        }
    }

    private void FireTimers()
    {
        var now = _hub.Clock.UtcNow;
        while (_timers.TryPeek(out var slot, out var due) && due <= now)
        {
            _timers.Dequeue();
            if (slot.Armed != due)
            {
                // Armed anew for an earlier time meanwhile.
                continue;
            }

            slot.Armed = null;
            if (slot.IsActive)
            {
                slot.MustCheck = true;
                MakeReady(slot);
                Arm(slot, after: now);
            }
        }

        Volatile.Write(ref _oldestDueTicks, _timers.TryPeek(out _, out var next) ? next.UtcTicks : 0);
    }

    // An instance can have later timers, too: those that this turn does not fire must not be forgotten.
    private void Arm(InstanceSlot slot, DateTimeOffset after)
    {
        if (slot.Phase == SlotPhase.Live && slot.State.DueTimes.FirstOrDefault(due => due.FireAt > after) is { FireAt.Ticks: > 0 } later)
        {
            slot.Armed = later.FireAt;
            _timers.Enqueue(slot, later.FireAt);
        }
    }

    private void SetAlarm()
    {
        var wait = s_longestSleep;
        if (_timers.TryPeek(out _, out var due))
        {
            wait = Min(wait, due - _hub.Clock.UtcNow);
        }

        wait = Min(wait, UntilPoll());
        wait = Min(wait, UntilHousekeeping());
        if (_flying is null)
        {
            wait = Min(wait, RenewAfter - _hub.TimeProvider.GetElapsedTime(_lastCommit));
        }

        // Timers count whole milliseconds and cut the rest off: rounded up, or the loop would spin through the last one.
        var milliseconds = Math.Max(1, Math.Ceiling(wait.TotalMilliseconds));
        _alarm.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
