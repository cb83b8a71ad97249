namespace Embedded.DurableTask.Hub;

/// <summary>Wakes one waiter; a signal that comes before the wait is kept.</summary>
internal sealed class AsyncSignal(HubSurroundings surroundings)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _waiter = null;
            _isSet = waiter is null;
        }

        waiter?.SetResult();
    }

    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_isSet)
            {
                _isSet = false;
                return Task.CompletedTask;
            }

            _waiter ??= new TaskCompletionSource(surroundings.Completion);
            return _waiter.Task;
        }
    }
}
