namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>A clock that jumps from one due timer to the next, in order, so that a simulated hour costs what happens in it.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<(Alarm Alarm, int Setting), (DateTimeOffset Due, long Number)> _due = new();
    private DateTimeOffset _now = start;
    private long _number;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Goes on to the next timer and fires it. False if none is set.</summary>
    public bool Advance()
    {
        while (_due.TryDequeue(out var next, out var key))
        {
            if (next.Alarm.Setting != next.Setting)
            {
                continue;
            }

            _now = key.Due > _now ? key.Due : _now;
            next.Alarm.Fire();
            return true;
        }

        return false;
    }

    private sealed class Alarm(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public int Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Setting++;
            _period = period;
            if (dueTime >= TimeSpan.Zero)
            {
                clock._due.Enqueue((this, Setting), (clock._now + dueTime, clock._number++));
            }

            return true;
        }

        public void Fire()
        {
            Setting++;
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            callback(state);
        }

        public void Dispose() => Setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>The clock of a machine whose wall clock is off; the time that passes is the same.</summary>
internal sealed class SkewedClock(TimeProvider inner, TimeSpan ahead) : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
