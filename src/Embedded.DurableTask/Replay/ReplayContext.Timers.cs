namespace Embedded.DurableTask.Replay;

/// <summary>Durable timers.</summary>
internal sealed partial class ReplayContext
{
    private static readonly DateTime LatestDue = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<int, OpenTimer> _timers = [];

    public override Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken)
    {
        EnsureOwnThread();
        if (delay > LatestDue - CurrentUtcDateTime)
        {
            throw new ArgumentOutOfRangeException(nameof(delay), delay, TooLate);
        }

        // A delay that is over is due now; the far past cannot be represented either.
        var due = delay > TimeSpan.Zero ? CurrentUtcDateTime + delay : CurrentUtcDateTime;
        return CreateTimer(due, cancellationToken);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureOwnThread();
        // A time without a zone is UTC: read as local, it would be another on another machine.
        var due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        if (due > LatestDue)
        {
            throw new ArgumentOutOfRangeException(nameof(fireAt), fireAt, TooLate);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var id = _nextTaskId++;
        var timer = new OpenTimer();
        _timers.Add(id, timer);
        _emit(new TimerCreated(id, new DateTimeOffset(due)));
        timer.Cancellation = cancellationToken.Register(() => Cancel(id, cancellationToken));
        return timer.Outcome.Task;
    }

    public void Fire(int taskId)
    {
        if (_timers.Remove(taskId, out var timer))
        {
            timer.Cancellation.Dispose();
            timer.Outcome.TrySetResult();
        }
    }

    private static string TooLate => $"A timer is due before {LatestDue:yyyy-MM-dd}: wait for an event instead of forever.";

    private void Cancel(int taskId, CancellationToken cancellationToken)
    {
        if (!_loop.IsCurrentThread)
        {
            _loop.NoteForeignContinuation();
        }
        else if (_timers.Remove(taskId, out var timer))
        {
            _emit(new TimerCancelled(taskId));
            OrchestratorLoop.CompleteQuietly(() => timer.Outcome.TrySetCanceled(cancellationToken));
        }
    }

    private sealed class OpenTimer
    {
        public TaskCompletionSource Outcome { get; } = new();

        public CancellationTokenRegistration Cancellation { get; set; }
    }
}
