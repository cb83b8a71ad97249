using Embedded.Functions.Hosting.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>An invocation's result, for middleware.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result; null values before the function has run.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<ResultFeature>() ?? throw new InvalidOperationException("This context was not made by the host.");
}
