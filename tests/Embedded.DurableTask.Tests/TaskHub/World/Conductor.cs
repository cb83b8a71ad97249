using Embedded.DurableTask.Hub;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>
/// Runs everything that is posted to it one after another, never two at once: in the order of posting, or in an order drawn from a seed.
/// A test that is made its own by <see cref="Adopt"/> and hubs that are given <see cref="SurroundingsFor"/> run on it wholly, so a run
/// can be repeated, and "nothing is left to do" is a fact and no guess.
/// </summary>
/// <param name="order">Draws what comes next; null: first come, first served.</param>
internal sealed class Conductor(Random? order = null) : SynchronizationContext
{
    private const int MostStepsBetweenRests = 1_000_000;
    private readonly Lock _lock = new();
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];
    private readonly Queue<TaskCompletionSource> _resting = new();
    private bool _isRunning;
    private int _steps;

    /// <summary>From its next await on the caller runs here too.</summary>
    public void Adopt() => SetSynchronizationContext(this);

    /// <summary>Completes when nothing is left that could run without the clock moving.</summary>
    public Task RestAsync()
    {
        var rest = new TaskCompletionSource();
        lock (_lock)
        {
            _resting.Enqueue(rest);
        }

        // Awake, or nobody would see that there is nothing to do.
        Post(static _ => { }, null);
        return rest.Task;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            _ready.Add((d, state));
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static self => self.Run(), this, preferLocal: false);
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nobody waits for a thread here.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>What a hub on it needs.</summary>
    public HubSurroundings SurroundingsFor(Random chance) => new Surroundings(this, chance);

    private void Run()
    {
        var before = Current;
        while (Next() is { } next)
        {
            // Each time: a test may have made itself another's meanwhile.
            SetSynchronizationContext(this);
            next.Callback(next.State);
        }

        SetSynchronizationContext(before);
    }

    private (SendOrPostCallback Callback, object? State)? Next()
    {
        while (true)
        {
            TaskCompletionSource? rest;
            bool isAtRest;
            lock (_lock)
            {
                isAtRest = _ready.Count == 0;
                if (!isAtRest && (_steps++ < MostStepsBetweenRests || _resting.Count == 0))
                {
                    var index = order?.Next(_ready.Count) ?? 0;
                    var next = _ready[index];
                    _ready.RemoveAt(index);
                    return next;
                }

                if (!_resting.TryDequeue(out rest))
                {
                    _isRunning = false;
                    return null;
                }
            }

            _steps = 0;
            if (isAtRest)
            {
                rest.SetResult();
            }
            else
            {
                rest.SetException(new InvalidOperationException("It never comes to rest: something goes on without the clock moving."));
            }
        }
    }

    private sealed class Surroundings(Conductor conductor, Random chance) : HubSurroundings
    {
        // Whatever waits is posted to the conductor by itself; anything else would only make the pool run a bit of it.
        public override TaskCreationOptions Completion => TaskCreationOptions.None;

        public override Task Run(Func<Task> work)
        {
            var done = new TaskCompletionSource();
            conductor.Post(_ => _ = RunAsync(work, done), null);
            return done.Task;
        }

        public override Task CancelAsync(CancellationTokenSource source)
        {
            source.Cancel();
            return Task.CompletedTask;
        }

        public override void FillRandom(Span<byte> bytes) => chance.NextBytes(bytes);

        private static async Task RunAsync(Func<Task> work, TaskCompletionSource done)
        {
            try
            {
                await work();
                done.SetResult();
            }
            catch (OperationCanceledException cancelled)
            {
                done.SetCanceled(cancelled.CancellationToken);
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        }
    }
}
