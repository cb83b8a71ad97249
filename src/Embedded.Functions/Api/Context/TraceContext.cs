namespace Microsoft.Azure.Functions.Worker;

/// <summary>W3C trace context of an invocation.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> header's value; empty if there is no trace.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> header's value; empty if there is none.</summary>
    public abstract string TraceState { get; }
}
