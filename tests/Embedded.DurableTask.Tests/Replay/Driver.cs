using System.Text.Json;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.DurableTask.Tests.Replay;

/// <summary>
/// Steps one session by hand, one generation of one instance. After every step it replays all commits into a fresh session, by way
/// of their stored form, and has that one make the last step again: both must agree (F53).
/// </summary>
internal sealed class Driver : IDisposable
{
    public const string InstanceId = "620700082-2020";
    public const string OrchestratorName = "Report";

    private readonly Func<TaskOrchestrationContext, Task<object?>> _code;
    private readonly SessionServices _services;
    private readonly List<string> _rows = [];
    private readonly bool _verify;
    private OrchestrationSession _session;
    private int _eventIds;

    public Driver(
        Func<TaskOrchestrationContext, Task<object?>> code,
        bool verify = true,
        string defaultVersion = "",
        ILoggerFactory? loggers = null
    )
    {
        _code = code;
        _verify = verify;
        _services = new SessionServices(WorkerDataConverter.Default, loggers ?? NullLoggerFactory.Instance, defaultVersion);
        _session = NewSession();
    }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    public SessionState State => _session.State;

    public OrchestrationRuntimeStatus Status => State.RuntimeStatus;

    public List<IReadOnlyList<HistoryEvent>> Commits { get; } = [];

    public static ExecutionStarted Started(
        object? input = null,
        string version = "",
        int generation = 0,
        ParentInfo? parent = null,
        string id = InstanceId
    ) =>
        new(
            id,
            OrchestratorName,
            version,
            WorkerDataConverter.Default.Serialize(input),
            generation,
            parent,
            Tags: null,
            new DateTimeOffset(2026, 1, 5, 0, 59, 0, TimeSpan.Zero)
        );

    /// <summary>An orchestrator without a result.</summary>
    public static Driver Of(Func<TaskOrchestrationContext, Task> code, bool verify = true) =>
        new(
            async context =>
            {
                await code(context);
                return null;
            },
            verify
        );

    public IReadOnlyList<OutboundEvent> Start(object? input = null, string version = "", ParentInfo? parent = null) =>
        Step(Started(input, version, parent: parent));

    public EventRaised Event(string name, object? payload = null) =>
        new($"e{_eventIds++}", name, WorkerDataConverter.Default.Serialize(payload));

    public static TaskCompleted Done(int taskId, object? result = null) => new(taskId, WorkerDataConverter.Default.Serialize(result));

    public static TaskFailed Failed(int taskId, Exception exception) => new(taskId, FailureInfo.FromException(exception));

    public TimerFired Fired(int taskId) => new(taskId, State.OpenTimers[taskId]);

    /// <summary>Moves the clock on to when the timer is due, and fires it.</summary>
    public IReadOnlyList<OutboundEvent> Fire(int taskId)
    {
        var fired = Fired(taskId);
        Now = fired.FireAt > Now ? fired.FireAt : Now;
        return Step(fired);
    }

    /// <returns>What the step produced.</returns>
    public IReadOnlyList<OutboundEvent> Step(params InboundEvent[] inbound)
    {
        var outcome = _session.Step(Now, inbound);
        Assert.IsType<StepStarted>(outcome.Commit[0]);
        Assert.Same(outcome.State, State);
        if (_verify)
        {
            MakeAgain(outcome, inbound);
        }

        Commits.Add(outcome.Commit);
        _rows.Add(HistorySerializer.Serialize(outcome.Commit));
        return [.. outcome.Commit.OfType<OutboundEvent>()];
    }

    /// <summary>Forgets the session; the next step is made by one that has replayed history, with other code if given.</summary>
    public void Restart(Func<TaskOrchestrationContext, Task<object?>>? code = null)
    {
        _session.Dispose();
        _session = Replayed(code);
    }

    public OrchestrationSession Replayed(Func<TaskOrchestrationContext, Task<object?>>? code = null)
    {
        var session = NewSession(code);
        foreach (var row in _rows)
        {
            session.Replay(HistorySerializer.Deserialize(row));
        }

        return session;
    }

    public T? Output<T>()
    {
        Assert.True(Status == OrchestrationRuntimeStatus.Completed, $"{Status}: {State.Failure}");
        return WorkerDataConverter.Default.Deserialize<T>(State.Output);
    }

    public void Dispose() => _session.Dispose();

    internal static string Show(SessionState state) =>
        JsonSerializer.Serialize(
            new
            {
                state.RuntimeStatus,
                state.CustomStatus,
                state.HasCustomStatus,
                state.Output,
                state.Failure?.ErrorType,
                state.ContinuedAsNew,
                Tasks = state.OpenTasks.OrderBy(pair => pair.Key),
                Children = state.OpenChildren.OrderBy(pair => pair.Key),
                Timers = state.OpenTimers.OrderBy(pair => pair.Key),
                Events = state.EventIds.Order(StringComparer.Ordinal),
                state.LastNow,
                state.NextDue,
            }
        );

    // Stack traces tell how the code was reached, and that differs.
    internal static string Show(IReadOnlyList<HistoryEvent> commit) =>
        HistorySerializer.Serialize([
            .. commit.Select(next => next is ExecutionFailed failed ? new ExecutionFailed(WithoutStacks(failed.Failure)!) : next),
        ]);

    private static FailureInfo? WithoutStacks(FailureInfo? failure) =>
        failure is null ? null : failure with { StackTrace = null, Inner = WithoutStacks(failure.Inner) };

    private void MakeAgain(StepOutcome outcome, InboundEvent[] inbound)
    {
        using var other = Replayed();
        var again = other.Step(Now, inbound);
        Assert.Equal(Show(outcome.Commit), Show(again.Commit));
        Assert.Equal(Show(outcome.State), Show(again.State));
    }

    private OrchestrationSession NewSession(Func<TaskOrchestrationContext, Task<object?>>? code = null) =>
        new(new OrchestratorFactory(OrchestratorName, code ?? _code), _services);
}
