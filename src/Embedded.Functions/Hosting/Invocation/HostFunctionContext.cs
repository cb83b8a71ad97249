using System.Diagnostics;
using Embedded.Functions.Hosting.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Invocation;

/// <summary>One invocation.</summary>
internal sealed class HostFunctionContext : FunctionContext
{
    /// <param name="function">What runs.</param>
    /// <param name="invocationId">New for each run.</param>
    /// <param name="trigger">What the trigger's parameter is bound from.</param>
    /// <param name="bindingData">What came with the trigger, by name.</param>
    /// <param name="services">The invocation's own scope.</param>
    /// <param name="cancellationToken">Given to the function.</param>
    public HostFunctionContext(
        FunctionDescriptor function,
        string invocationId,
        object trigger,
        IReadOnlyDictionary<string, object?> bindingData,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        Function = function;
        InvocationId = invocationId;
        Trigger = trigger;
        BindingContext = new Bindings(bindingData);
        InstanceServices = services;
        CancellationToken = cancellationToken;
        Features = new InvocationFeatures();
        Features.Set(new ResultFeature());
    }

    public FunctionDescriptor Function { get; }

    public object Trigger { get; }

    public override string InvocationId { get; }

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = new Trace(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; }

    public override CancellationToken CancellationToken { get; }

    private sealed class Bindings(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
    }

    private sealed class Trace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }
}
