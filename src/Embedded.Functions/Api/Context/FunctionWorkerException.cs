namespace Microsoft.Azure.Functions.Worker;

/// <summary>The host could not do its part of an invocation.</summary>
public class FunctionWorkerException : Exception
{
    /// <param name="message">What went wrong.</param>
    public FunctionWorkerException(string? message)
        : base(message) { }

    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">Why.</param>
    public FunctionWorkerException(string? message, Exception? innerException)
        : base(message, innerException) { }
}

/// <summary>A parameter's value is missing or cannot be converted. Middleware may catch it.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    /// <param name="message">Which parameter, and why.</param>
    public FunctionInputConverterException(string? message)
        : base(message) { }

    /// <param name="message">Which parameter, and why.</param>
    /// <param name="innerException">The converter's own fault.</param>
    public FunctionInputConverterException(string? message, Exception? innerException)
        : base(message, innerException) { }
}
