using System.Collections.Concurrent;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;

namespace Embedded.DurableTask;

/// <summary>The code a task hub can run, by name. Names are looked up ignoring case.</summary>
public sealed class TaskRegistry
{
    private readonly ConcurrentDictionary<string, OrchestratorFactory> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ActivityFactory> _activities = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="name">The orchestrator's name.</param>
    /// <param name="run">Its code. The object it returns becomes the output, serialized by the engine.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(run);
        if (!_orchestrators.TryAdd(name, new OrchestratorFactory(name, run)))
        {
            throw new ArgumentException($"There is an orchestrator named '{name}' already.", nameof(name));
        }
    }

    /// <param name="name">The activity's name.</param>
    /// <param name="run">Its code. It may be run more than once for one call. The object it returns becomes the call's result.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public void AddActivity(string name, Func<ActivityCall, CancellationToken, Task<object?>> run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(run);
        if (!_activities.TryAdd(name, new ActivityFactory(name, run)))
        {
            throw new ArgumentException($"There is an activity named '{name}' already.", nameof(name));
        }
    }

    /// <returns>Null if this process has no such orchestrator.</returns>
    internal OrchestratorFactory? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    /// <returns>Null if this process has no such activity.</returns>
    internal ActivityFactory? FindActivity(string name) => _activities.GetValueOrDefault(name);
}

/// <summary>The code of an activity.</summary>
internal sealed record ActivityFactory(string Name, Func<ActivityCall, CancellationToken, Task<object?>> Run);
