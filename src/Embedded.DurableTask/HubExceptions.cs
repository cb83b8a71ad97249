namespace Embedded.DurableTask;

/// <summary>There is no such instance (the real client answers with a gRPC NotFound).</summary>
public sealed class OrchestrationNotFoundException(string instanceId)
    : InvalidOperationException($"There is no orchestration instance with the ID '{instanceId}'.")
{
    public string InstanceId { get; } = instanceId;
}

/// <summary>The instance has finished: nothing can be sent to it any more (the real client answers with a gRPC FailedPrecondition).</summary>
public sealed class OrchestrationFinishedException(string instanceId)
    : InvalidOperationException($"The orchestration instance with the ID '{instanceId}' has finished.")
{
    public string InstanceId { get; } = instanceId;
}

/// <summary>The id is taken by an instance in a status that may not be replaced.</summary>
public sealed class OrchestrationAlreadyExistsException(string instanceId)
    : InvalidOperationException($"An orchestration instance with the ID '{instanceId}' already exists.")
{
    public string InstanceId { get; } = instanceId;
}
