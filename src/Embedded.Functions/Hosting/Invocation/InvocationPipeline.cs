using Embedded.Functions.Hosting.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Embedded.Functions.Hosting.Invocation;

/// <summary>The app's middleware around every invocation, with the function in the middle.</summary>
internal sealed class InvocationPipeline
{
    private readonly Dictionary<FunctionDescriptor, FunctionInvoker> _invokers;
    private readonly FunctionExecutionDelegate _run;
    private readonly TimeProvider _time;

    public InvocationPipeline(
        IEnumerable<FunctionDescriptor> functions,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        TimeProvider time
    )
    {
        _invokers = functions.ToDictionary(function => function, function => new FunctionInvoker(function));
        _run = middleware.Reverse().Aggregate((FunctionExecutionDelegate)InvokeFunctionAsync, (next, outer) => outer(next));
        _time = time;
    }

    /// <summary>Makes the context of one invocation.</summary>
    public HostFunctionContext CreateContext(
        FunctionDescriptor function,
        object trigger,
        IReadOnlyDictionary<string, object?> bindingData,
        IServiceProvider services,
        CancellationToken cancellationToken
    ) => new(function, Guid.CreateVersion7(_time.GetUtcNow()).ToString(), trigger, bindingData, services, cancellationToken);

    /// <summary>Runs middleware and function. What they throw comes out.</summary>
    /// <returns>What the function returned, or what middleware put in its place.</returns>
    public async Task<object?> RunAsync(HostFunctionContext context)
    {
        await _run(context);
        return context.Features.Get<ResultFeature>()?.Value;
    }

    private Task InvokeFunctionAsync(FunctionContext context) =>
        context is HostFunctionContext own
            ? _invokers[own.Function].InvokeAsync(own)
            : throw new InvalidOperationException("Middleware must hand on the context that it was given.");
}
