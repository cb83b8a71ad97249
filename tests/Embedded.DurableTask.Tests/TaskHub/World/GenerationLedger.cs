using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>
/// What the history of one generation amounts to, worked out event by event and apart from the engine's own fold, so that the two can
/// be held against each other. <paramref name="before"/>: the generation that continued as this one, if it was seen.
/// </summary>
internal sealed class GenerationLedger(int number, GenerationLedger? before)
{
    private readonly HashSet<string> _eventIds = new(StringComparer.Ordinal);
    private readonly HashSet<int> _scheduled = [];
    private readonly HashSet<int> _answered = [];
    private DateTimeOffset _now = before?._now ?? DateTimeOffset.MinValue;

    public int Number { get; } = number;

    /// <summary>Commits so far.</summary>
    public List<IReadOnlyList<HistoryEvent>> Commits { get; } = [];

    public HashSet<int> OpenTasks { get; } = [];

    public Dictionary<int, ChildScheduled> OpenChildren { get; } = [];

    public Dictionary<int, DateTimeOffset> OpenTimers { get; } = [];

    /// <summary>What ended it: completed, failed, terminated, continued as new; null while it runs.</summary>
    public HistoryEvent? End { get; private set; }

    /// <returns>What is wrong with one more commit; null if nothing is.</returns>
    public string? Add(IReadOnlyList<HistoryEvent> commit)
    {
        if (commit is not [StepStarted, ..] || commit.OfType<StepStarted>().Count() != 1)
        {
            return "a commit begins with the one start of its step";
        }

        if (
            commit.OfType<ExecutionStarted>().Count() != (Commits.Count == 0 ? 1 : 0)
            || (Commits.Count == 0 && commit[1] is not ExecutionStarted)
        )
        {
            return "a generation begins with its one start";
        }

        Commits.Add(commit);

        // In a commit what came stands before what was done: the end may stand before the last thing that the code did.
        var problem = commit.Select(Add).OfType<string>().FirstOrDefault();
        End ??= commit.LastOrDefault(e => e is ExecutionCompleted or ExecutionFailed or ExecutionTerminated or ExecutionContinuedAsNew);
        return problem;
    }

    private string? Add(HistoryEvent next)
    {
        if (End is not null && next is not (StepStarted or EventRaised))
        {
            return $"{next.GetType().Name} after the end of the generation";
        }

        switch (next)
        {
            case StepStarted step:
                var was = _now;
                _now = step.Now;
                return step.Now < was ? $"the clock went back from {was:o} to {step.Now:o}" : null;
            case EventRaised raised:
                return Enter(raised);
            case TaskScheduled task:
                OpenTasks.Add(task.TaskId);
                return Schedule(task.TaskId);
            case ChildScheduled child:
                OpenChildren.Add(child.TaskId, child);
                return Schedule(child.TaskId);
            case TimerCreated timer:
                OpenTimers.Add(timer.TaskId, timer.FireAt);
                return Schedule(timer.TaskId);
            case EventSent sent:
                return Schedule(sent.TaskId);
            case TaskCompleted done:
                return Answer(done.TaskId, OpenTasks.Remove(done.TaskId));
            case TaskFailed failed:
                return Answer(failed.TaskId, OpenTasks.Remove(failed.TaskId));
            case ChildCompleted done:
                return Answer(done.TaskId, OpenChildren.Remove(done.TaskId));
            case ChildFailed failed:
                return Answer(failed.TaskId, OpenChildren.Remove(failed.TaskId));
            case TimerFired fired:
                var early = OpenTimers.TryGetValue(fired.TaskId, out var due) && due > _now;
                return early ? $"timer {fired.TaskId} fired before it was due" : Answer(fired.TaskId, OpenTimers.Remove(fired.TaskId));
            case TimerCancelled cancelled:
                // One that fired while the instance was suspended may be cancelled before the code is told that it fired.
                OpenTimers.Remove(cancelled.TaskId);
                return _scheduled.Contains(cancelled.TaskId) ? null : $"timer {cancelled.TaskId} is cancelled and was never made";
            default:
                return null;
        }
    }

    private string? Enter(EventRaised raised)
    {
        if (!_eventIds.Add(raised.EventId))
        {
            return $"event {raised.EventId} is in history twice";
        }

        var isCarriedOver = before?.End is ExecutionContinuedAsNew again && again.CarriedOver.Any(e => e.EventId == raised.EventId);
        return before?._eventIds.Contains(raised.EventId) == true && !isCarriedOver
            ? $"event {raised.EventId} was taken by the generation before"
            : null;
    }

    private string? Schedule(int taskId) => _scheduled.Add(taskId) ? null : $"task {taskId} is scheduled twice";

    private string? Answer(int taskId, bool wasOpen) =>
        wasOpen && _answered.Add(taskId) ? null
        : _answered.Contains(taskId) ? $"task {taskId} has two outcomes"
        : $"task {taskId} has an outcome and was never scheduled";
}
