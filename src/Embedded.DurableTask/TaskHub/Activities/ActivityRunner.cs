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
internal sealed record ActivityWork(string InstanceId, int Generation, TaskScheduled Task, Action<ActivityOutcome> Report);

/// <summary>Runs activities, so many at once, in the order they were asked for.</summary>
internal sealed class ActivityRunner(
    TaskRegistry registry,
    DataConverter converter,
    int limit,
    HubSurroundings surroundings,
    ILogger logger
) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<ActivityWork> _waiting = new();
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
                if (!_waiting.TryDequeue(out work))
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

    private async Task<ActivityOutcome?> OutcomeOfAsync(ActivityWork work)
    {
        var task = work.Task;
        if (registry.FindActivity(task.Name) is not { } activity)
        {
            return new ActivityOutcome.NoCode(task.Name);
        }

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
