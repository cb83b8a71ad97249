namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned; middleware may replace it after <c>next</c>.</summary>
public abstract class InvocationResult : InvocationResult<object> { }

/// <summary>What the function returned, as <typeparamref name="T"/>.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>An <c>IResult</c> or <c>IActionResult</c> here is executed when all middleware has returned.</summary>
    public abstract T? Value { get; set; }
}
