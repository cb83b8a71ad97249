using Embedded.DurableTask;
using Embedded.DurableTask.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Disclosure.Functions.Tests.Golden;

/// <summary>
/// Runs an orchestrator of the app on the engine's replay core with activities that answer from a script, and keeps its history: one
/// generation, as the engine would store it.
/// </summary>
internal sealed class Recording : IDisposable
{
    private const int MostSteps = 200;
    private readonly OrchestrationSession _session;
    private readonly Dictionary<string, Queue<object?>> _answers;
    private readonly Queue<string> _happenings;
    private readonly List<IReadOnlyList<HistoryEvent>> _commits = [];
    private DateTimeOffset _now = new(2027, 1, 20, 1, 0, 0, TimeSpan.Zero);
    private int _events;

    private Recording(Scenario scenario)
    {
        _session = new OrchestrationSession(
            OrchestratorCatalogue.Find(scenario.Orchestrator),
            new SessionServices(WorkerDataConverter.Default, NullLoggerFactory.Instance)
        );
        _answers = scenario.Answers.ToDictionary(pair => pair.Key, pair => new Queue<object?>(pair.Value));
        _happenings = new Queue<string>(scenario.Happenings);
    }

    /// <summary>The history of one scenario, commit by commit.</summary>
    public static IReadOnlyList<IReadOnlyList<HistoryEvent>> Of(Scenario scenario)
    {
        using var recording = new Recording(scenario);
        return recording.Run(scenario);
    }

    public void Dispose() => _session.Dispose();

    private List<IReadOnlyList<HistoryEvent>> Run(Scenario scenario)
    {
        var started = new ExecutionStarted(
            scenario.InstanceId,
            scenario.Orchestrator,
            "",
            WorkerDataConverter.Default.Serialize(scenario.Input),
            0,
            Parent: null,
            Tags: null,
            _now
        );
        Step(started);
        while (!_session.State.IsFinished && Next() is { } next)
        {
            if (_commits.Count > MostSteps)
            {
                throw new InvalidOperationException($"{scenario.Name} does not come to an end.");
            }

            Step(next);
        }

        return _commits;
    }

    private void Step(InboundEvent inbound)
    {
        _now += TimeSpan.FromSeconds(1);
        _commits.Add(_session.Step(_now, [inbound]).Commit);
    }

    /// <summary>What the outside world does next: answers first, then what the script lets happen.</summary>
    private InboundEvent? Next()
    {
        var state = _session.State;
        if (state.OpenTasks.Values.MinBy(task => task.TaskId) is { } task)
        {
            return Answer(task.Name) is Exception failure
                ? new TaskFailed(task.TaskId, FailureInfo.FromException(failure))
                : new TaskCompleted(task.TaskId, WorkerDataConverter.Default.Serialize(_lastAnswer));
        }

        if (state.OpenChildren.Values.MinBy(child => child.TaskId) is { } child)
        {
            return new ChildCompleted(child.TaskId, WorkerDataConverter.Default.Serialize(Answer(child.Name)));
        }

        if (!_happenings.TryDequeue(out var happening))
        {
            return null;
        }

        if (happening != Scenario.TimerFires)
        {
            return new EventRaised($"event-{_events++}", happening, WorkerDataConverter.Default.Serialize("a fact"));
        }

        var (taskId, fireAt) = state.OpenTimers.MinBy(timer => timer.Value);
        _now = fireAt > _now ? fireAt : _now;
        return new TimerFired(taskId, fireAt);
    }

    private object? _lastAnswer;

    // The last answer of a script is given again and again.
    private object? Answer(string name)
    {
        var left = _answers.TryGetValue(name, out var script)
            ? script
            : throw new InvalidOperationException($"The scenario has no answer of '{name}'.");
        return _lastAnswer = left.Count > 1 ? left.Dequeue() : left.Peek();
    }
}
