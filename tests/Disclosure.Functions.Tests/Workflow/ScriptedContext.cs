using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Disclosure.Functions.Tests.Workflow;

/// <summary>
/// An orchestration context that answers activities and children from a script and lets a test raise events and fire timers between
/// steps. What the orchestrator asked for stands in <see cref="Calls"/>.
/// </summary>
internal sealed class ScriptedContext(object input) : TaskOrchestrationContext
{
    private readonly Dictionary<string, Func<object?, object?>> _answers = [];
    private readonly List<TaskCompletionSource<object?>> _waits = [];
    private readonly List<(TaskCompletionSource Source, DateTime Due)> _timers = [];
    private int _buffered;

    public List<string> Calls { get; } = [];

    public object? ContinuedWith { get; private set; }

    public IEnumerable<DateTime> OpenTimers => _timers.Where(timer => !timer.Source.Task.IsCompleted).Select(timer => timer.Due);

    public int OpenWaits => _waits.Count(wait => !wait.Task.IsCompleted);

    public override TaskName Name => "Scripted";

    public override string InstanceId => "620700082-2021";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => new(2022, 1, 10, 0, 0, 0, DateTimeKind.Utc);

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>Answers an activity or child each time it is called.</summary>
    public ScriptedContext On(string name, Func<object?, object?> answer)
    {
        _answers[name] = answer;
        return this;
    }

    /// <summary>Answers an activity or child with one value after the other, the last one for good.</summary>
    public ScriptedContext On(string name, params object?[] answers)
    {
        var next = 0;
        return On(name, _ => answers[Math.Min(next++, answers.Length - 1)]);
    }

    public void Raise()
    {
        if (_waits.Find(wait => !wait.Task.IsCompleted) is { } waiting)
        {
            waiting.SetResult("x");
        }
        else
        {
            _buffered++;
        }
    }

    public void FireTimer() => _timers.Last(timer => !timer.Source.Task.IsCompleted).Source.SetResult();

    public override T GetInput<T>() => (T)input;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        Answer<TResult>(name, input);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    ) => Answer<TResult>(orchestratorName, input, (options as SubOrchestrationOptions)?.InstanceId);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource();
        _timers.Add((source, fireAt));
        cancellationToken.Register(() => source.TrySetCanceled(cancellationToken));
        return source.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (_buffered > 0)
        {
            _buffered--;
            return (T)(object)"x";
        }

        var source = new TaskCompletionSource<object?>();
        _waits.Add(source);
        return (T)(await source.Task)!;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => Calls.Add($"send {eventName} to {instanceId}");

    public override void SetCustomStatus(object? customStatus) => Calls.Add($"status {customStatus}");

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => ContinuedWith = newInput;

    public override Guid NewGuid() => Guid.Empty;

    private Task<TResult> Answer<TResult>(TaskName name, object? argument, string? instanceId = null)
    {
        Calls.Add(instanceId is null ? name.Name : $"{name.Name} as {instanceId}");
        try
        {
            return Task.FromResult(_answers.TryGetValue(name.Name, out var answer) ? (TResult)answer(argument)! : default!);
        }
        catch (TaskFailedException exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }
}
