using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Invocation;

/// <summary>Holds what the function returned until all middleware has returned.</summary>
internal sealed class ResultFeature : InvocationResult
{
    public override object? Value { get; set; }
}
