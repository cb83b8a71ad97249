namespace Microsoft.Azure.Functions.Worker;

/// <summary>What came with the trigger.</summary>
public abstract class BindingContext
{
    /// <summary>By name: route and query values of a request, <c>instanceId</c> of an activity or orchestrator.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
