using Microsoft.DurableTask;

namespace Embedded.DurableTask.Replay;

/// <summary>Activities and sub-orchestrations.</summary>
internal sealed partial class ReplayContext
{
    private readonly Dictionary<int, OpenCall> _calls = [];

    /// <summary>Whether tasks, children or timers are open. An orchestration does not finish before they have an outcome.</summary>
    public bool HasOpenWork => _calls.Count > 0 || _timers.Count > 0;

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        EnsureOwnThread();
        CheckCall(name, input, options);
        var data = _services.Converter.Serialize(input);
        var digest = InputDigest.Of(data);
        var version = options?.Version?.Version ?? Version;
        var result = await WithRetries(
            options?.Retry,
            () => Open(name.Name, id => new TaskScheduled(id, name.Name, version, data, digest, TagsOf(options)))
        );
        return _services.Converter.Deserialize<TResult>(result)!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        EnsureOwnThread();
        CheckCall(orchestratorName, input, options);
        var name = orchestratorName.Name;
        // One id for all attempts, as in the distributed engine: a child that failed is started over, not joined by another.
        var childId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(childId);
        var data = _services.Converter.Serialize(input);
        var digest = InputDigest.Of(data);
        var version = options?.Version?.Version ?? _services.DefaultVersion;
        var result = await WithRetries(
            options?.Retry,
            () => Open(name, id => new ChildScheduled(id, childId, name, version, data, digest, TagsOf(options)))
        );
        return _services.Converter.Deserialize<TResult>(result)!;
    }

    public void Complete(int taskId, string? result)
    {
        if (_calls.Remove(taskId, out var call))
        {
            call.Outcome.TrySetResult(result);
        }
    }

    public void Fail(int taskId, FailureInfo failure)
    {
        if (_calls.Remove(taskId, out var call))
        {
            call.Outcome.TrySetException(new TaskFailedException(call.Name, taskId, failure.ToDetails()));
        }
    }

    private static void CheckCall(TaskName name, object? input, TaskOptions? options)
    {
        if (string.IsNullOrWhiteSpace(name.Name))
        {
            throw new ArgumentException("A call needs the name of what it calls.", nameof(name));
        }

        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                $"{input.GetType().Name} was given as the input of '{name}', not as its options: name the argument.",
                nameof(input)
            );
        }
    }

    private static Dictionary<string, string>? TagsOf(TaskOptions? options) =>
        options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags, StringComparer.Ordinal) : null;

    private Task<string?> Open(string name, Func<int, OutboundEvent> schedule)
    {
        var id = _nextTaskId++;
        var call = new OpenCall(name, new TaskCompletionSource<string?>());
        _calls.Add(id, call);
        _emit(schedule(id));
        return call.Outcome.Task;
    }

    private sealed record OpenCall(string Name, TaskCompletionSource<string?> Outcome);
}
