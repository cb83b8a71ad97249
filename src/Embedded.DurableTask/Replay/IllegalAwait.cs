namespace Embedded.DurableTask.Replay;

/// <summary>The failure of an orchestrator that awaits something which is not durable, or uses its context from elsewhere.</summary>
internal static class IllegalAwait
{
    private const string Message =
        "An invalid asynchronous invocation was detected: the orchestrator awaited something that its context did not make "
        + "(such as Task.Delay, Task.Run or I/O), or used the context outside of its own thread. Move such work into an activity.";

    public static InvalidOperationException Exception() => new(Message);

    public static FailureInfo Failure() => FailureInfo.FromException(Exception());

    public static bool Is(FailureInfo failure) => string.Equals(failure.ErrorMessage, Message, StringComparison.Ordinal);
}
