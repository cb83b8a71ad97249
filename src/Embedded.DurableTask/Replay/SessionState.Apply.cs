using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Replay;

internal sealed partial record SessionState
{
    /// <summary>The state once one more event of history has been read.</summary>
    public SessionState Apply(HistoryEvent next) =>
        next switch
        {
            StepStarted step => this with { LastNow = step.Now },
            ExecutionStarted start => this with { Started = start, RuntimeStatus = OrchestrationRuntimeStatus.Running },
            TaskScheduled task => this with { OpenTasks = OpenTasks.Add(task.TaskId, task) },
            TaskCompleted done => this with { OpenTasks = OpenTasks.Remove(done.TaskId) },
            TaskFailed failed => this with { OpenTasks = OpenTasks.Remove(failed.TaskId) },
            ChildScheduled child => this with { OpenChildren = OpenChildren.Add(child.TaskId, child) },
            ChildCompleted done => this with { OpenChildren = OpenChildren.Remove(done.TaskId) },
            ChildFailed failed => this with { OpenChildren = OpenChildren.Remove(failed.TaskId) },
            TimerCreated timer => this with
            {
                OpenTimers = OpenTimers.Add(timer.TaskId, timer.FireAt),
                DueTimes = DueTimes.Add((timer.FireAt, timer.TaskId)),
            },
            TimerFired fired => WithoutTimer(fired.TaskId),
            TimerCancelled cancelled => WithoutTimer(cancelled.TaskId),
            EventRaised raised => this with { EventIds = EventIds.Add(raised.EventId) },
            CustomStatusSet set => this with { CustomStatus = set.Status, HasCustomStatus = true },
            ExecutionSuspended suspended => this with
            {
                RuntimeStatus = OrchestrationRuntimeStatus.Suspended,
                SuspendReason = suspended.Reason,
            },
            ExecutionResumed => this with { RuntimeStatus = OrchestrationRuntimeStatus.Running, SuspendReason = null },
            ExecutionTerminated end => Ended(OrchestrationRuntimeStatus.Terminated) with { Output = end.Output },
            ExecutionCompleted end => Ended(OrchestrationRuntimeStatus.Completed) with { Output = end.Output },
            ExecutionFailed end => Ended(OrchestrationRuntimeStatus.Failed) with { Failure = end.Failure },
            ExecutionContinuedAsNew end => Ended(OrchestrationRuntimeStatus.ContinuedAsNew) with { ContinuedAsNew = end },
            EventSent => this,
            _ => throw new ArgumentOutOfRangeException(nameof(next), next.GetType(), "History has no such event."),
        };

    private SessionState WithoutTimer(int taskId) =>
        OpenTimers.TryGetValue(taskId, out var fireAt)
            ? this with
            {
                OpenTimers = OpenTimers.Remove(taskId),
                DueTimes = DueTimes.Remove((fireAt, taskId)),
            }
            : this;

    // What was open when it ended is of no consequence any more: nothing is run or armed for a finished generation.
    private SessionState Ended(OrchestrationRuntimeStatus status) =>
        this with
        {
            RuntimeStatus = status,
            SuspendReason = null,
            OpenTasks = OpenTasks.Clear(),
            OpenChildren = OpenChildren.Clear(),
            OpenTimers = OpenTimers.Clear(),
            DueTimes = DueTimes.Clear(),
        };
}
