using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Tests;

/// <summary>Remembers what was asked of the engine, and can be told to be out of reach.</summary>
internal sealed class FakeDurableClient() : DurableTaskClient("fake")
{
    private readonly Dictionary<string, OrchestrationRuntimeStatus> _instances = [];

    public List<(string Instance, string Event)> Raised { get; } = [];

    public List<string> Started { get; } = [];

    /// <summary>Suspended, resumed, terminated and purged instances, with what was said.</summary>
    public List<(string What, string Instance, string? Said)> Steered { get; } = [];

    public bool IsDown { get; set; }

    public void Finish(string instance) => Set(instance, OrchestrationRuntimeStatus.Completed);

    public void Set(string instance, OrchestrationRuntimeStatus status) => _instances[instance] = status;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        Check();
        Started.Add(options!.InstanceId!);
        _instances[options.InstanceId!] = OrchestrationRuntimeStatus.Running;
        return Task.FromResult(options.InstanceId!);
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        Check();
        Raised.Add((instanceId, eventName));
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        Check();
        return Task.FromResult(
            _instances.TryGetValue(instanceId, out var status) ? Metadata(KeyValuePair.Create(instanceId, status)) : null
        );
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException("Nobody waits here.");

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException("Nobody waits here.");

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SteerAsync("suspend", instanceId, reason, OrchestrationRuntimeStatus.Suspended);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SteerAsync("resume", instanceId, reason, OrchestrationRuntimeStatus.Running);

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => SteerAsync("terminate", instanceId, (string?)options?.Output, OrchestrationRuntimeStatus.Terminated);

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        Check();
        Steered.Add(("purge", instanceId, null));
        return Task.FromResult(new PurgeResult(_instances.Remove(instanceId) ? 1 : 0));
    }

    /// <summary>By id, in pages.</summary>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var all = _instances
            .Where(instance =>
                instance.Key.StartsWith(filter?.InstanceIdPrefix ?? "", StringComparison.Ordinal)
                && filter?.Statuses?.Contains(instance.Value) != false
            )
            .OrderBy(instance => instance.Key, StringComparer.Ordinal)
            .Select(Metadata)
            .ToList();
        return Pageable.Create<OrchestrationMetadata>(
            (token, size, _) =>
            {
                if (!int.TryParse(token ?? "0", System.Globalization.CultureInfo.InvariantCulture, out var from))
                {
                    throw new ArgumentException("No token of this client.", nameof(filter));
                }

                var next = from + (size ?? 100);
                var page = all.Skip(from).Take(size ?? 100).ToList();
                return Task.FromResult(new Page<OrchestrationMetadata>(page, next < all.Count ? $"{next}" : null));
            }
        );
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationMetadata Metadata(KeyValuePair<string, OrchestrationRuntimeStatus> instance) =>
        new(instance.Key.Contains(':', StringComparison.Ordinal) ? "ReviewStage" : "ReportLifecycle", instance.Key)
        {
            RuntimeStatus = instance.Value,
            Tags = new Dictionary<string, string> { ["length"] = $"{instance.Key.Length}" },
        };

    private Task SteerAsync(string what, string instanceId, string? said, OrchestrationRuntimeStatus status)
    {
        Check();
        Steered.Add((what, instanceId, said));
        _instances[instanceId] = status;
        return Task.CompletedTask;
    }

    private void Check()
    {
        if (IsDown)
        {
            throw new InvalidOperationException("The engine is out of reach.");
        }
    }
}
