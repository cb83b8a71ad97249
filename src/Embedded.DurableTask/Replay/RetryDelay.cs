using Microsoft.DurableTask;

namespace Embedded.DurableTask.Replay;

/// <summary>The arithmetic of a retry policy.</summary>
internal static class RetryDelay
{
    // Growth without a bound must end in a long wait, not in an overflow that hides the failure being retried.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <param name="policy">The policy.</param>
    /// <param name="attempts">Attempts made so far, from 1.</param>
    /// <param name="elapsed">Time since the first attempt began.</param>
    /// <param name="failure">How the last attempt failed.</param>
    /// <returns>The delay before the next attempt; null if there is none.</returns>
    public static TimeSpan? After(RetryPolicy policy, int attempts, TimeSpan elapsed, TaskFailureDetails failure)
    {
        if (
            attempts >= policy.MaxNumberOfAttempts
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout)
            || !IsWorthwhile(policy, failure)
        )
        {
            return null;
        }

        var bound =
            policy.MaxRetryInterval == Timeout.InfiniteTimeSpan || policy.MaxRetryInterval > Longest ? Longest : policy.MaxRetryInterval;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return milliseconds < bound.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : bound;
    }

    private static bool IsWorthwhile(RetryPolicy policy, TaskFailureDetails failure)
    {
        try
        {
            return policy.Filter?.Invoke(failure) ?? true;
        }
#pragma warning disable CA1031 // A filter that throws must not replace the failure it was asked about: that one is thrown on.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
