using Embedded.DurableTask.Hub.Telemetry;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Hub.Activities;

/// <summary>What became of a run.</summary>
internal abstract record ActivityOutcome
{
    private ActivityOutcome() { }

    /// <summary>It returned or threw: an event for history.</summary>
    public sealed record Ended(InboundEvent Result) : ActivityOutcome;

    /// <summary>This process has no such activity.</summary>
    public sealed record NoCode(string Name) : ActivityOutcome;
}

/// <summary>A call to run. <paramref name="Report"/> is told what became of it, unless the process stopped: then it is run again elsewhere.</summary>
internal sealed record ActivityWork(string InstanceId, int Generation, TaskScheduled Task, Action<ActivityOutcome> Report)
{
    /// <summary>The span that the call belongs to, as a <c>traceparent</c>; null if nobody traces.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>Runs activities, so many at once, in the order they were asked for.</summary>
internal sealed class ActivityRunner(
    TaskRegistry registry,
    DataConverter converter,
    int limit,
    HubSurroundings surroundings,
    TimeProvider timeProvider,
    HubTelemetry telemetry,
    ILogger logger
) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<ActivityWork> _waiting = new();
    private readonly Dictionary<ActivityWork, DateTimeOffset> _inHand = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource? _drained;
    private int _running;

    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>Calls that wait until others have ended.</summary>
    public int Queued
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>The calls of an instance that run or wait here.</summary>
    public IReadOnlyList<ActivityInHand> InHand(string instanceId)
    {
        lock (_lock)
        {
            return
            [
                .. _inHand
                    .Where(run => string.Equals(run.Key.InstanceId, instanceId, StringComparison.Ordinal))
                    .Select(run => new ActivityInHand(run.Key.Generation, run.Key.Task.TaskId, run.Value)),
                .. _waiting
                    .Where(work => string.Equals(work.InstanceId, instanceId, StringComparison.Ordinal))
                    .Select(work => new ActivityInHand(work.Generation, work.Task.TaskId, null)),
            ];
        }
    }

    public void Enqueue(ActivityWork work)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            if (_running >= limit)
            {
                _waiting.Enqueue(work);
                return;
            }

            Begin(work);
            _running++;
        }

        Start(work);
    }

    /// <summary>Starts nothing more, cancels the token of what runs, and waits for it until the caller gives up.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task drained;
        lock (_lock)
        {
            _waiting.Clear();
            _drained ??= new TaskCompletionSource(surroundings.Completion);
            drained = _drained.Task;
            if (_running == 0)
            {
                _drained.TrySetResult();
            }
        }

        await surroundings.CancelAsync(_stopping);
        await drained
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public void Dispose() => _stopping.Dispose();

    private void Start(ActivityWork work) => _ = surroundings.Run(() => RunAsync(work));

    private async Task RunAsync(ActivityWork? work)
    {
        while (work is not null)
        {
            if (await OutcomeOfAsync(work) is { } outcome)
            {
                work.Report(outcome);
            }

            lock (_lock)
            {
                _inHand.Remove(work);
                if (_waiting.TryDequeue(out work))
                {
                    Begin(work);
                }
                else
                {
                    _running--;
                    if (_running == 0)
                    {
                        _drained?.TrySetResult();
                    }
                }
            }
        }
    }

    private void Begin(ActivityWork work) => _inHand[work] = timeProvider.GetUtcNow();

    private async Task<ActivityOutcome?> OutcomeOfAsync(ActivityWork work)
    {
        var task = work.Task;
        if (registry.FindActivity(task.Name) is not { } activity)
        {
            return new ActivityOutcome.NoCode(task.Name);
        }

        using var span = Traces.Running(task.Name, work.InstanceId, task.TaskId, work.TraceParent);
        var began = timeProvider.GetTimestamp();
        var outcome = await RunAsync(activity, work);
        if (outcome is ActivityOutcome.Ended { Result: TaskFailed failed })
        {
            Traces.Fail(span, failed.Failure.ErrorType);
        }

        if (telemetry.ActivityDuration.Enabled)
        {
            telemetry.ActivityDuration.Record(
                timeProvider.GetElapsedTime(began).TotalSeconds,
                new("durabletask.activity.name", task.Name),
                new("durabletask.outcome", NameOf(outcome))
            );
        }

        return outcome;
    }

    private static string NameOf(ActivityOutcome? outcome) =>
        outcome switch
        {
            null => "interrupted",
            ActivityOutcome.Ended { Result: TaskFailed } => "failed",
            _ => "completed",
        };

    private async Task<ActivityOutcome?> RunAsync(ActivityFactory activity, ActivityWork work)
    {
        var task = work.Task;
        try
        {
            var call = new ActivityCall(task.Name, task.Version, work.InstanceId, work.Generation, task.TaskId, task.Input, converter);
            var result = converter.Serialize(await activity.Run(call, _stopping.Token));
            return new ActivityOutcome.Ended(new TaskCompleted(task.TaskId, result));
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // A shutdown re-runs an activity, it does not fail it: whatever it threw now is put down to the cancelled token.
            Logs.ActivityInterrupted(logger, task.Name, work.InstanceId);
            return null;
        }
        catch (Exception problem)
        {
            Logs.ActivityFailed(logger, task.Name, work.InstanceId, problem);
            return new ActivityOutcome.Ended(new TaskFailed(task.TaskId, FailureInfo.FromException(problem)));
        }
    }
}
