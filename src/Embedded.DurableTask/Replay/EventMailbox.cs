using Microsoft.DurableTask;

namespace Embedded.DurableTask.Replay;

/// <summary>
/// External events of one generation: those that nobody has taken, first in first out by name, and those who wait, the newest
/// served first. A waiter that has been cancelled is passed over: an event is never handed to somebody who is gone.
/// </summary>
internal sealed class EventMailbox(DataConverter converter, OrchestratorLoop loop, Action<Exception> onUnreadable) : IDisposable
{
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<LinkedListNode<EventRaised>>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<EventRaised> _untaken = new();

    /// <summary>Events nobody has taken, in the order they came.</summary>
    public IEnumerable<EventRaised> Untaken => _untaken;

    /// <summary>The clock of the step under way: what is awaited from now on is awaited since then.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Names that somebody waits for, and since when; a name as often as it is awaited.</summary>
    public IEnumerable<OpenWait> Waits =>
        _waiters.SelectMany(pair => pair.Value.Where(waiter => !waiter.IsFinished).Select(waiter => new OpenWait(pair.Key, waiter.Since)));

    public bool HasWaiters => _waiters.Values.Any(stack => stack.Exists(waiter => !waiter.IsFinished));

    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        var stack = LiveWaiters(name);
        if (stack is [.., var newest] && newest.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Event '{name}' is awaited as {newest.Type} already: one event name has one payload type, not also {typeof(T)}.",
                nameof(name)
            );
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var waiter = new Waiter<T> { Since = Now };
        if (TakeFirst(name) is { } waiting)
        {
            // Nobody awaits the task yet, so completing it runs no code.
            Hand(waiting, waiter);
            return waiter.Task;
        }

        waiter.Cancellation = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        stack.Add(waiter);
        return waiter.Task;
    }

    public void Deliver(EventRaised raised)
    {
        var stack = LiveWaiters(raised.Name);
        if (stack is [.., var newest])
        {
            stack.RemoveAt(stack.Count - 1);
            newest.Cancellation.Dispose();
            Hand(raised, newest);
        }
        else
        {
            Keep(raised);
        }
    }

    /// <summary>Adds an event to those nobody has taken, whoever may be waiting.</summary>
    public void Keep(EventRaised raised)
    {
        if (!_byName.TryGetValue(raised.Name, out var queue))
        {
            _byName.Add(raised.Name, queue = new Queue<LinkedListNode<EventRaised>>());
        }

        queue.Enqueue(_untaken.AddLast(raised));
    }

    public void Dispose()
    {
        foreach (var waiter in _waiters.Values.SelectMany(stack => stack))
        {
            waiter.Cancellation.Dispose();
        }
    }

    private List<Waiter> LiveWaiters(string name)
    {
        if (!_waiters.TryGetValue(name, out var stack))
        {
            _waiters.Add(name, stack = []);
        }

        stack.RemoveAll(waiter => waiter.IsFinished);
        return stack;
    }

    private EventRaised? TakeFirst(string name)
    {
        if (!_byName.TryGetValue(name, out var queue) || !queue.TryDequeue(out var node))
        {
            return null;
        }

        _untaken.Remove(node);
        return node.Value;
    }

    private void Hand(EventRaised raised, Waiter waiter)
    {
        object? payload;
        try
        {
            payload = converter.Deserialize(raised.Payload, waiter.Type);
            if (payload is null && waiter.Type.IsValueType && Nullable.GetUnderlyingType(waiter.Type) is null)
            {
                throw new InvalidOperationException($"Event '{raised.Name}' carries no payload, but is awaited as {waiter.Type}.");
            }
        }
#pragma warning disable CA1031 // Whatever a converter throws, the payload is not what the orchestrator asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            onUnreadable(exception);
            return;
        }

        waiter.Complete(payload);
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        if (loop.IsCurrentThread)
        {
            OrchestratorLoop.CompleteQuietly(() => waiter.Cancel(cancellationToken));
        }
        else
        {
            loop.NoteForeignContinuation();
        }
    }

    private abstract class Waiter
    {
        public abstract Type Type { get; }

        public abstract bool IsFinished { get; }

        public DateTimeOffset Since { get; init; }

        public CancellationTokenRegistration Cancellation { get; set; }

        public abstract void Complete(object? payload);

        public abstract void Cancel(CancellationToken cancellationToken);
    }

    private sealed class Waiter<T> : Waiter
    {
        private readonly TaskCompletionSource<T> _source = new();

        public override Type Type => typeof(T);

        public override bool IsFinished => _source.Task.IsCompleted;

        public Task<T> Task => _source.Task;

        public override void Complete(object? payload) => _source.TrySetResult((T)payload!);

        public override void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);
    }
}

/// <summary>Somebody waits for an external event.</summary>
internal sealed record OpenWait(string EventName, DateTimeOffset Since);
