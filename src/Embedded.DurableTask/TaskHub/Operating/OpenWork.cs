using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>A fold over a generation's history that keeps what <see cref="SessionState"/> has no use for: when, and how often.</summary>
internal sealed class OpenWork
{
    private readonly Dictionary<int, CalledActivity> _activities = [];
    private readonly Dictionary<int, (ChildScheduled Call, DateTimeOffset Since)> _children = [];
    private readonly Dictionary<int, (DateTimeOffset DueAt, DateTimeOffset Since)> _timers = [];
    private readonly Dictionary<(string Name, string InputDigest), int> _failures = [];
    private readonly Dictionary<string, DateTimeOffset> _eventTimes = new(StringComparer.Ordinal);
    private DateTimeOffset _now;
    private SessionState _state = SessionState.Empty;

    private OpenWork() { }

    public SessionState State => _state;

    /// <summary>When the status became what it is; null without history.</summary>
    public DateTimeOffset? StatusSince { get; private set; }

    public int Events { get; private set; }

    public LastError? LastError { get; private set; }

    public IEnumerable<CalledActivity> Activities => _activities.Values.OrderBy(call => call.Call.TaskId);

    public IEnumerable<(ChildScheduled Call, DateTimeOffset Since)> Children => _children.Values.OrderBy(child => child.Call.TaskId);

    public IEnumerable<(int TaskId, DateTimeOffset DueAt, DateTimeOffset Since)> Timers =>
        _timers.Select(timer => (timer.Key, timer.Value.DueAt, timer.Value.Since)).OrderBy(timer => timer.DueAt);

    public static OpenWork Of(IReadOnlyList<IReadOnlyList<HistoryEvent>> history)
    {
        var work = new OpenWork();
        foreach (var e in history.SelectMany(commit => commit))
        {
            work.Take(e);
        }

        return work;
    }

    /// <summary>When the event entered history.</summary>
    public DateTimeOffset TimeOf(EventRaised raised) => _eventTimes.GetValueOrDefault(raised.EventId, _now);

    private void Take(HistoryEvent e)
    {
        var before = _state.RuntimeStatus;
        _state = _state.Apply(e);
        Events += e is StepStarted ? 0 : 1;
        switch (e)
        {
            case StepStarted step:
                _now = step.Now;
                break;
            case TaskScheduled task:
                var attempt = _failures.GetValueOrDefault((task.Name, task.InputDigest)) + 1;
                _activities[task.TaskId] = new CalledActivity(task, _now, attempt);
                break;
            case TaskCompleted done when _activities.Remove(done.TaskId, out var call):
                _failures.Remove((call.Call.Name, call.Call.InputDigest));
                break;
            case TaskFailed failed when _activities.Remove(failed.TaskId, out var call):
                _failures[(call.Call.Name, call.Call.InputDigest)] = call.Attempt;
                LastError = Error(call.Call.Name, failed.Failure);
                break;
            case ChildScheduled child:
                _children[child.TaskId] = (child, _now);
                break;
            case ChildCompleted done:
                _children.Remove(done.TaskId);
                break;
            case ChildFailed failed when _children.Remove(failed.TaskId, out var child):
                LastError = Error(child.Call.Name, failed.Failure);
                break;
            case TimerCreated timer:
                _timers[timer.TaskId] = (timer.FireAt, _now);
                break;
            case TimerFired fired:
                _timers.Remove(fired.TaskId);
                break;
            case TimerCancelled cancelled:
                _timers.Remove(cancelled.TaskId);
                break;
            case EventRaised raised:
                _eventTimes.TryAdd(raised.EventId, _now);
                break;
            case ExecutionFailed failed:
                LastError = Error(null, failed.Failure);
                break;
            default:
                break;
        }

        if (_state.IsFinished)
        {
            _activities.Clear();
            _children.Clear();
            _timers.Clear();
        }

        if (before != _state.RuntimeStatus || e is ExecutionStarted)
        {
            StatusSince = _now;
        }
    }

    private LastError Error(string? source, FailureInfo failure) => new(_now, source, failure.ErrorType, failure.ErrorMessage);
}

/// <summary>An activity's call without an outcome.</summary>
internal sealed record CalledActivity(TaskScheduled Call, DateTimeOffset Since, int Attempt);
