using System.Globalization;

namespace Embedded.DurableTask.Replay;

/// <summary>
/// Runs the code of one orchestrator: one continuation at a time, in the order they became ready, on the thread that is stepping
/// the session. Nothing of it ever runs between steps or elsewhere, which is what makes live execution and replay agree.
/// </summary>
internal sealed class OrchestratorLoop : SynchronizationContext
{
    private readonly Queue<Action> _ready = new();
    private readonly LoopScheduler _scheduler;
    private int _thread;
    private volatile bool _foreign;

    public OrchestratorLoop()
    {
        _scheduler = new LoopScheduler(this);
    }

    /// <summary>The code awaited something that the context did not make: its continuation came from another thread and was not run.</summary>
    public bool HasForeignContinuation => _foreign;

    /// <summary>What the code threw where nothing could catch it (async void).</summary>
    public Exception? Fault { get; private set; }

    public bool IsCurrentThread => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Starts orchestrator code, and runs it until it waits.</summary>
    public void Start(Action code) => Run(() => RunUserCode(code));

    /// <summary>Completes something orchestrator code may be waiting for, and runs that code until it waits again.</summary>
    public void Deliver(Action completion) => Run(completion);

    /// <summary>
    /// Completes a task from within orchestrator code (a cancellation). Without our context about, whoever awaits the task is
    /// queued rather than run in the middle of the canceller.
    /// </summary>
    public static void CompleteQuietly(Action completion)
    {
        var context = Current;
        SetSynchronizationContext(null);
        try
        {
            completion();
        }
        finally
        {
            SetSynchronizationContext(context);
        }
    }

    public void NoteForeignContinuation() => _foreign = true;

    public override void Post(SendOrPostCallback d, object? state) => Enqueue(() => RunUserCode(() => d(state)));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrentThread)
        {
            NoteForeignContinuation();
            throw IllegalAwait.Exception();
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private void Enqueue(Action item)
    {
        if (IsCurrentThread)
        {
            _ready.Enqueue(item);
        }
        else
        {
            NoteForeignContinuation();
        }
    }

    private void Run(Action first)
    {
        var (context, culture, uiCulture) = (Current, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        // Without our context about, a completion queues whoever awaits it rather than running them in its midst.
        SetSynchronizationContext(null);
        // A number formatted into an input must not depend on which machine replays it.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            first();
            while (_ready.TryDequeue(out var item))
            {
                item();
            }
        }
        finally
        {
            _thread = 0;
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = uiCulture;
            SetSynchronizationContext(context);
        }
    }

    private void RunUserCode(Action code)
    {
        SetSynchronizationContext(this);
        try
        {
            // As a task of our scheduler, so that a ContinueWith within the code comes here too.
            var task = new Task(code, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
            task.RunSynchronously(_scheduler);
            Fault ??= task.Exception?.InnerException;
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    private sealed class LoopScheduler(OrchestratorLoop loop) : TaskScheduler
    {
        public override int MaximumConcurrencyLevel => 1;

        protected override void QueueTask(Task task) => loop.Enqueue(() => Execute(task));

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
            loop.IsCurrentThread && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];

        private void Execute(Task task)
        {
            SetSynchronizationContext(loop);
            try
            {
                TryExecuteTask(task);
            }
            finally
            {
                SetSynchronizationContext(null);
            }
        }
    }
}
