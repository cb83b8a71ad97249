using System.Collections.Concurrent;

namespace Benchmarks.Engine;

/// <summary>Tells when an orchestration has begun to wait for its event.</summary>
internal sealed class WaitingRoom
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new(StringComparer.Ordinal);

    public void Arrive(string instanceId) => Of(instanceId).TrySetResult();

    public Task ArrivedAsync(string instanceId) => Of(instanceId).Task;

    private TaskCompletionSource Of(string instanceId) =>
        _arrivals.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
