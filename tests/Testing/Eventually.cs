using System.Diagnostics;

namespace Testing;

/// <summary>Waits for a condition with a deadline, and says what was missing when it passes.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns as soon as <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the time given.</exception>
    public static async Task TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan within,
        Func<string> otherwise,
        CancellationToken cancellationToken = default
    )
    {
        var waited = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(s_between);
        while (!await condition())
        {
            if (waited.Elapsed > within)
            {
                throw new TimeoutException($"Waited {within}: {otherwise()}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Asks until the answer is not null.</summary>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T?>> ask,
        TimeSpan within,
        Func<string> otherwise,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        T? answer = null;
        await TrueAsync(async () => (answer = await ask()) is not null, within, otherwise, cancellationToken);
        return answer!;
    }
}
