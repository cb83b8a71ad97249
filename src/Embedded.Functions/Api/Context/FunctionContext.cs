namespace Microsoft.Azure.Functions.Worker;

/// <summary>All that belongs to one invocation.</summary>
public abstract class FunctionContext
{
    /// <summary>New for every invocation, also for a repeated one.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for all invocations of a function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace it is part of.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What came with the trigger.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The invocation's own scope of services.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What is known of the function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Whatever middleware wants to hand on.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Whatever the host and middleware want to hand on by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when nobody waits for the invocation any more, or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
