namespace Embedded.DurableTask.Replay;

/// <summary>The code did not do again what history says it did. The instance is parked; it may go on with the right code.</summary>
internal sealed class NonDeterminismException(string instance, int step, string expected, string actual)
    : Exception($"Orchestration {instance} diverged from its history in step {step}: history has {expected}, the code did {actual}.")
{
    /// <summary>The commit of this generation, counted from 0.</summary>
    public int Step { get; } = step;

    public string Expected { get; } = expected;

    public string Actual { get; } = actual;
}

/// <summary>The orchestrator's own input cannot be read as the type it asks for. The instance is parked; nothing was committed.</summary>
internal sealed class UnreadableInputException(string instance, Type type, Exception inner)
    : Exception($"The input of orchestration {instance} cannot be read as {type}: {inner.Message}", inner);
