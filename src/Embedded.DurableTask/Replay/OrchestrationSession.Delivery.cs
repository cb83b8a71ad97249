namespace Embedded.DurableTask.Replay;

/// <summary>How inbound events reach the code, and how a step ends.</summary>
internal sealed partial class OrchestrationSession
{
    private readonly List<InboundEvent> _held = [];
    private bool _suspended;
    private bool _ended;
    private Outcome? _outcome;

    private void Deliver(InboundEvent next)
    {
        switch (next)
        {
            case ExecutionTerminated:
                _ended = true;
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                Release();
                break;
            case var _ when _suspended:
                _held.Add(next);
                break;
            case var _ when !_ended:
                RunCode(next);
                break;
        }
    }

    private void Release()
    {
        _suspended = false;
        List<InboundEvent> held = [.. _held];
        _held.Clear();
        foreach (var next in held)
        {
            Deliver(next);
        }
    }

    // The code runs until it waits again before the next event is looked at: what it sees does not depend on how events were batched.
    private void RunCode(InboundEvent next)
    {
        if (next is ExecutionStarted started)
        {
            Start(started);
            return;
        }

        var context = _context ?? throw new InvalidOperationException("The first event of a generation is its start.");
        _loop.Deliver(() =>
        {
            switch (next)
            {
                case TaskCompleted done:
                    context.Complete(done.TaskId, done.Result);
                    break;
                case TaskFailed failed:
                    context.Fail(failed.TaskId, failed.Failure);
                    break;
                case ChildCompleted done:
                    context.Complete(done.TaskId, done.Result);
                    break;
                case ChildFailed failed:
                    context.Fail(failed.TaskId, failed.Failure);
                    break;
                case TimerFired fired:
                    context.Fire(fired.TaskId);
                    break;
                case EventRaised raised:
                    context.Raise(raised);
                    break;
            }
        });
    }

    private void Start(ExecutionStarted started)
    {
        var context = new ReplayContext(started, services, _loop, Emit);
        context.BeginStep(_now, _replaying);
        _context = context;
        _loop.Start(() => _ = Run(context));
    }

    private async Task Run(ReplayContext context)
    {
        try
        {
            _outcome = new Outcome(services.Converter.Serialize(await orchestrator.Run(context)), Failure: null);
        }
#pragma warning disable CA1031 // However the code fails, the failure is the orchestration's outcome.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _outcome = new Outcome(Output: null, exception);
        }

        context.HasReturned = true;
    }

    private void Conclude()
    {
        if (_ended || _context is not { } context)
        {
            return;
        }

        if (!_replaying && context.HasCustomStatus && !(State.HasCustomStatus && State.CustomStatus == context.CustomStatus))
        {
            Emit(new CustomStatusSet(context.CustomStatus));
        }

        if (EndOf(context) is { } end)
        {
            Emit(end);
            _ended = true;
        }
    }

    private OutboundEvent? EndOf(ReplayContext context)
    {
        var failure = _outcome?.Failure ?? (_outcome is null ? _loop.Fault : null);
        return context switch
        {
            { UnreadablePayload: { } unreadable } => new ExecutionFailed(FailureInfo.FromException(unreadable)),
            // A race with another thread: not to be found again by replay, which takes history's word for it.
            _ when !_replaying && _outcome is null && failure is null && _loop.HasForeignContinuation => new ExecutionFailed(
                IllegalAwait.Failure()
            ),
            // To go on while suspended, be it only into the next generation, would ignore whoever suspended it.
            _ when _suspended => null,
            // As in the distributed engine, which finishes nothing while something is open.
            { HasOpenWork: true } => null,
            _ when failure is not null => new ExecutionFailed(FailureInfo.FromException(failure)),
            _ when _outcome is not null => context.NextStart() ?? (OutboundEvent)new ExecutionCompleted(_outcome.Output),
            { HasWaiters: true } => null,
            // It waits, but for nothing that will ever come from us.
            _ => new ExecutionFailed(IllegalAwait.Failure()),
        };
    }

    private sealed record Outcome(string? Output, Exception? Failure);
}
