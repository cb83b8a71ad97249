using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>
/// Turns the events of a generation, read in order from its beginning, into entries that need no other to be understood. Pure.
/// </summary>
internal sealed class HistoryReading
{
    private readonly Dictionary<int, (string? Name, string? InstanceId, DateTimeOffset At)> _calls = [];

    /// <summary>The entries of the next commit. The start of its step is their time, not an entry.</summary>
    public IReadOnlyList<HistoryEntry> Read(int commit, IReadOnlyList<HistoryEvent> events)
    {
        var entries = new List<HistoryEntry>(events.Count);
        var now = default(DateTimeOffset);
        foreach (var e in events)
        {
            if (e is StepStarted step)
            {
                now = step.Now;
                continue;
            }

            entries.Add(Entry(commit, now, e));
        }

        return entries;
    }

    private HistoryEntry Entry(int commit, DateTimeOffset now, HistoryEvent e)
    {
        var entry = new HistoryEntry
        {
            Commit = commit,
            At = now,
            EventType = "",
        };
        return e switch
        {
            ExecutionStarted x => entry with { EventType = "ExecutionStarted", Name = x.Name, Input = x.Input },
            TaskScheduled x => Called(entry, x.TaskId, x.Name, null) with { EventType = "TaskScheduled", Input = x.Input },
            ChildScheduled x => Called(entry, x.TaskId, x.Name, x.InstanceId) with
            {
                EventType = "SubOrchestrationInstanceCreated",
                Input = x.Input,
            },
            TimerCreated x => Called(entry, x.TaskId, null, null) with { EventType = "TimerCreated", FireAt = x.FireAt },
            EventSent x => Called(entry, x.TaskId, x.Name, x.InstanceId) with { EventType = "EventSent", Input = x.Payload },
            TaskCompleted x => Ended(entry, x.TaskId) with { EventType = "TaskCompleted", Result = x.Result },
            TaskFailed x => Ended(entry, x.TaskId) with { EventType = "TaskFailed", Failure = x.Failure },
            ChildCompleted x => Ended(entry, x.TaskId) with { EventType = "SubOrchestrationInstanceCompleted", Result = x.Result },
            ChildFailed x => Ended(entry, x.TaskId) with { EventType = "SubOrchestrationInstanceFailed", Failure = x.Failure },
            TimerFired x => Ended(entry, x.TaskId) with { EventType = "TimerFired", FireAt = x.FireAt },
            TimerCancelled x => Ended(entry, x.TaskId) with { EventType = "TimerCanceled" },
            EventRaised x => entry with { EventType = "EventRaised", Name = x.Name, Input = x.Payload },
            CustomStatusSet x => entry with { EventType = "CustomStatusSet", Input = x.Status },
            ExecutionSuspended x => entry with { EventType = "ExecutionSuspended", Reason = x.Reason },
            ExecutionResumed x => entry with { EventType = "ExecutionResumed", Reason = x.Reason },
            ExecutionTerminated x => entry with { EventType = "ExecutionTerminated", Reason = x.Reason, Result = x.Output },
            ExecutionCompleted x => entry with { EventType = "ExecutionCompleted", Result = x.Output },
            ExecutionFailed x => entry with { EventType = "ExecutionFailed", Failure = x.Failure },
            ExecutionContinuedAsNew x => entry with { EventType = "ContinueAsNew", Input = x.Input },
            _ => throw new ArgumentOutOfRangeException(nameof(e), e.GetType(), "History has no such event."),
        };
    }

    private HistoryEntry Called(HistoryEntry entry, int taskId, string? name, string? instanceId)
    {
        _calls[taskId] = (name, instanceId, entry.At);
        return entry with { TaskId = taskId, Name = name, InstanceId = instanceId };
    }

    private HistoryEntry Ended(HistoryEntry entry, int taskId)
    {
        var (name, instanceId, at) = _calls.GetValueOrDefault(taskId);
        return entry with { TaskId = taskId, Name = name, InstanceId = instanceId, ScheduledAt = at == default ? null : at };
    }
}
