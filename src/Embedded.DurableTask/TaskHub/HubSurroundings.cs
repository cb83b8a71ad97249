using System.Security.Cryptography;

namespace Embedded.DurableTask.Hub;

/// <summary>
/// What a hub takes from its process beyond the clock and the storage: threads and chance. Every use of them goes through here, so that a
/// test can put its own in their place and repeat a run, interleaving and all, from one number.
/// </summary>
internal class HubSurroundings
{
    /// <summary>The thread pool and the system's random numbers.</summary>
    public static HubSurroundings Real { get; } = new();

    /// <summary>How tasks are made that others wait for: who completes one never runs what waited for it.</summary>
    public virtual TaskCreationOptions Completion => TaskCreationOptions.RunContinuationsAsynchronously;

    /// <summary>Begins work that goes on beside the caller's.</summary>
    public virtual Task Run(Func<Task> work) => Task.Run(work);

    /// <summary>Cancels; whoever registered with the token is told on another thread than the caller's.</summary>
    public virtual Task CancelAsync(CancellationTokenSource source) => source.CancelAsync();

    /// <summary>Fills with random bytes, good enough for ids.</summary>
    public virtual void FillRandom(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
