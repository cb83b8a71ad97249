namespace Embedded.DurableTask.Replay;

/// <summary>A live instance: its orchestrator's state machine stays in memory between steps.</summary>
internal sealed class OrchestrationSession : IDisposable
{
    public OrchestrationSession(OrchestratorFactory orchestrator, SessionServices services) =>
        throw new NotSupportedException("Follows in the next change.");

    public SessionState State => throw new NotSupportedException("Follows in the next change.");

    public void Replay(IReadOnlyList<HistoryEvent> commit) => throw new NotSupportedException("Follows in the next change.");

    public StepOutcome Step(DateTimeOffset now, IReadOnlyList<HistoryEvent> inbound) =>
        throw new NotSupportedException("Follows in the next change.");

    public void Dispose() => throw new NotSupportedException("Follows in the next change.");
}
