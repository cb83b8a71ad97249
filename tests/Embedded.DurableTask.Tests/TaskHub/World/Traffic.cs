namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>
/// Requests that are under way to a real service. A world on one is at rest only when nothing is ready to run and nothing is under way.
/// Everything here happens on the world's conductor, so it needs no lock.
/// </summary>
internal sealed class Traffic
{
    private int _underWay;
    private TaskCompletionSource? _next;

    /// <summary>To be disposed of when the answer is there.</summary>
    public IDisposable Begin()
    {
        _underWay++;
        return new Trip(this);
    }

    /// <summary>Waits for the next answer. False if none is to come.</summary>
    public async Task<bool> NextAsync()
    {
        if (_underWay == 0)
        {
            return false;
        }

        _next ??= new TaskCompletionSource();
        await _next.Task;
        return true;
    }

    private void End()
    {
        _underWay--;
        var next = _next;
        _next = null;
        next?.SetResult();
    }

    private sealed class Trip(Traffic traffic) : IDisposable
    {
        public void Dispose() => traffic.End();
    }
}
