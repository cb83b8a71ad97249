using System.Security.Cryptography;

namespace Embedded.DurableTask.Hub;

/// <summary>Growing pauses with jitter, so that processes that met the same trouble do not come back as one.</summary>
internal static class BackOff
{
    private const int FirstMilliseconds = 20;
    private const int MostMilliseconds = 5_000;

    /// <summary>The pause before try number <paramref name="attempt"/> (from 1).</summary>
    public static TimeSpan Pause(int attempt)
    {
        var ceiling = Math.Min(MostMilliseconds, FirstMilliseconds << Math.Min(attempt - 1, 10));
        return TimeSpan.FromMilliseconds((ceiling / 2) + RandomNumberGenerator.GetInt32((ceiling / 2) + 1));
    }

    public static Task WaitAsync(int attempt, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Task.Delay(Pause(attempt), timeProvider, cancellationToken);
}
