namespace Embedded.DurableTask.Replay;

/// <summary>
/// One generation of a live instance: its orchestrator's state machine stays in memory between steps, and a fresh session gets to
/// the same point by replaying history commit by commit. Pure but for the orchestrator's own code. Not thread-safe, but not bound
/// to a thread either. After an exception, and after a commit that did not succeed, dispose it and replay a fresh one.
/// </summary>
internal sealed partial class OrchestrationSession(OrchestratorFactory orchestrator, SessionServices services) : IDisposable
{
    private readonly OrchestratorLoop _loop = new();
    private readonly List<OutboundEvent> _produced = [];
    private ReplayContext? _context;
    private DateTimeOffset _now;
    private bool _replaying;
    private bool _unusable;
    private int _steps;

    /// <summary>What history so far amounts to.</summary>
    public SessionState State { get; private set; } = SessionState.Empty;

    /// <summary>Events that the code waits for, the longest wait first.</summary>
    public IReadOnlyList<OpenWait> Waits => [.. (_context?.Waits ?? []).OrderBy(wait => wait.Since)];

    /// <summary>Events in history that the code has not taken: nobody asked for them yet, or the instance is suspended.</summary>
    public IReadOnlyList<EventRaised> UntakenEvents => [.. _context?.Untaken ?? [], .. _held.OfType<EventRaised>()];

    /// <summary>Applies one committed commit again.</summary>
    /// <exception cref="NonDeterminismException">The code did something else than history has.</exception>
    /// <exception cref="UnreadableInputException">The code cannot read the orchestration's input.</exception>
    public void Replay(IReadOnlyList<HistoryEvent> commit)
    {
        if (commit is not [StepStarted step, ..])
        {
            throw new ArgumentException("A commit begins with the start of its step.", nameof(commit));
        }

        Guard(() =>
        {
            Begin(step.Now, replaying: true);
            foreach (var inbound in commit.OfType<InboundEvent>())
            {
                Deliver(inbound);
            }

            RefuseUnreadableInput();
            Conclude();
            if (Divergence.Find([.. commit.OfType<OutboundEvent>()], _produced) is { } difference)
            {
                throw new NonDeterminismException(Describe(), _steps, difference.Expected, difference.Actual);
            }

            State = commit.Aggregate(State, (state, next) => state.Apply(next));
            _ended = State.IsFinished;
        });
    }

    /// <summary>Runs one live step.</summary>
    /// <param name="now">The clock. The step's time is never earlier than the last step's, nor than a timer that fires in it.</param>
    /// <param name="inbound">
    /// What has come, in order. What must not enter history a second time (an event id already there, the outcome of something no
    /// longer open) is left out of the commit.
    /// </param>
    /// <exception cref="UnreadableInputException">The code cannot read the orchestration's input. Nothing may be committed.</exception>
    public StepOutcome Step(DateTimeOffset now, IReadOnlyList<HistoryEvent> inbound)
    {
        List<HistoryEvent> commit = [];
        Guard(() =>
        {
            Begin(NotBefore(now, inbound), replaying: false);
            commit.Add(new StepStarted(_now));
            State = State.Apply(commit[0]);
            foreach (var next in inbound.Cast<InboundEvent>().Where(Admits))
            {
                commit.Add(next);
                State = State.Apply(next);
                Deliver(next);
            }

            RefuseUnreadableInput();
            Conclude();
            commit.AddRange(_produced);
        });
        return new StepOutcome(commit, State);
    }

    public void Dispose()
    {
        _unusable = true;
        _context?.Dispose();
    }

    private void Guard(Action step)
    {
        if (_unusable)
        {
            throw new InvalidOperationException("This session has failed or been disposed: replay a fresh one.");
        }

        // Cleared again only if all went well: half a step must never be gone on from.
        _unusable = true;
        step();
        _steps++;
        _unusable = false;
    }

    private void Begin(DateTimeOffset now, bool replaying)
    {
        _produced.Clear();
        _now = now;
        _replaying = replaying;
        _context?.BeginStep(now, replaying);
    }

    // The clock of a machine may be set back, and that of another may be behind; an orchestrator's never goes back, not even to before
    // the generation was made.
    private DateTimeOffset NotBefore(DateTimeOffset now, IReadOnlyList<HistoryEvent> inbound)
    {
        var latest = now > State.LastNow ? now : State.LastNow;
        if (inbound is [ExecutionStarted { CreatedAt: var createdAt }, ..] && createdAt > latest)
        {
            latest = createdAt;
        }

        foreach (var fired in inbound.OfType<TimerFired>())
        {
            if (fired.FireAt > latest && State.OpenTimers.ContainsKey(fired.TaskId))
            {
                latest = fired.FireAt;
            }
        }

        return latest;
    }

    private bool Admits(InboundEvent next) =>
        next switch
        {
            ExecutionStarted => State.Started is null,
            _ when State.Started is null => throw new InvalidOperationException("The first event of a generation is its start."),
            EventRaised raised => !State.EventIds.Contains(raised.EventId),
            _ when State.IsFinished => false,
            TaskCompleted done => State.OpenTasks.ContainsKey(done.TaskId),
            TaskFailed failed => State.OpenTasks.ContainsKey(failed.TaskId),
            ChildCompleted done => State.OpenChildren.ContainsKey(done.TaskId),
            ChildFailed failed => State.OpenChildren.ContainsKey(failed.TaskId),
            TimerFired fired => State.OpenTimers.ContainsKey(fired.TaskId),
            ExecutionSuspended => !_suspended,
            ExecutionResumed => _suspended,
            _ => true,
        };

    private void RefuseUnreadableInput()
    {
        if (_context?.UnreadableInput is { } unreadable)
        {
            throw unreadable;
        }
    }

    private void Emit(OutboundEvent action)
    {
        _produced.Add(action);
        if (!_replaying)
        {
            State = State.Apply(action);
        }
    }

    private string Describe() => $"'{orchestrator.Name}' {_context?.InstanceId} (generation {_context?.Generation})";
}
