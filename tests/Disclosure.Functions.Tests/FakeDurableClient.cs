using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Tests;

/// <summary>Remembers what was asked of the engine, and can be told to be out of reach.</summary>
internal sealed class FakeDurableClient() : DurableTaskClient("fake")
{
    private readonly Dictionary<string, OrchestrationRuntimeStatus> _instances = [];

    public List<(string Instance, string Event)> Raised { get; } = [];

    public List<string> Started { get; } = [];

    public bool IsDown { get; set; }

    public void Finish(string instance) => _instances[instance] = OrchestrationRuntimeStatus.Completed;

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
            _instances.TryGetValue(instanceId, out var status)
                ? new OrchestrationMetadata("ReportLifecycle", instanceId) { RuntimeStatus = status }
                : null
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
        throw new NotSupportedException("Nobody suspends here.");

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Nobody resumes here.");

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException("Nobody lists here.");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Check()
    {
        if (IsDown)
        {
            throw new InvalidOperationException("The engine is out of reach.");
        }
    }
}
