namespace Microsoft.DurableTask;

/// <summary>A failure that crossed a durable boundary: what is left of an exception once it has been stored.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="InnerFailure">What caused it, if known.</param>
/// <param name="Properties">Further facts about it, if any.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties
)
{
    /// <inheritdoc cref="IsCausedBy(Type)"/>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether this failure (not its inner ones) was an exception of the type or of a type derived from it.</summary>
    /// <exception cref="ArgumentException">The type is no exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException($"{targetBaseExceptionType} is no exception type.", nameof(targetBaseExceptionType));
        }

        return string.Equals(targetBaseExceptionType.FullName, ErrorType, StringComparison.Ordinal)
            || (FindType(targetBaseExceptionType) is { } thrown && targetBaseExceptionType.IsAssignableFrom(thrown));
    }

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new TaskFailureDetails(
            exception.GetType().ToString(),
            exception.Message,
            exception.StackTrace,
            InnerOf(exception),
            Properties: null
        );
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    // A failed call has kept the callee's failure instead of an exception object; to whoever sees it from outside it is the cause.
    private static TaskFailureDetails? InnerOf(Exception exception) =>
        exception switch
        {
            { InnerException: { } inner } => FromException(inner),
            TaskFailedException failed => failed.FailureDetails,
            _ => null,
        };

    private Type? FindType(Type target)
    {
        if (string.IsNullOrEmpty(ErrorType))
        {
            return null;
        }

        return Type.GetType(ErrorType, throwOnError: false)
            ?? target.Assembly.GetType(ErrorType, throwOnError: false)
            ?? AppDomain
                .CurrentDomain.GetAssemblies()
                .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
                .FirstOrDefault(type => type is not null);
    }
}
