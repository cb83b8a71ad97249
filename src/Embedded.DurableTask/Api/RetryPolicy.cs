namespace Microsoft.DurableTask;

/// <summary>How often and how fast a failed activity or sub-orchestration is tried again. Delays are durable timers.</summary>
public class RetryPolicy
{
    private static readonly TimeSpan DefaultMaxRetryInterval = TimeSpan.FromHours(1);

    /// <param name="maxNumberOfAttempts">All attempts together, the first included.</param>
    /// <param name="firstRetryInterval">The delay before the second attempt.</param>
    /// <param name="backoffCoefficient">Each further delay is the one before times this.</param>
    /// <param name="maxRetryInterval">No delay is longer (1 hour unless told; <see cref="Timeout.InfiniteTimeSpan"/>: no bound).</param>
    /// <param name="retryTimeout">No further attempt is planned once so much time has passed since the first one began (unless told: no bound).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of what makes sense.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        if (!(backoffCoefficient >= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "The coefficient is at least 1.");
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = NotShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval)) ?? DefaultMaxRetryInterval;
        RetryTimeout = NotShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout)) ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Says of a failure whether it is worth another attempt. Unless set, every failure is.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Filter = value;
    }

    internal Func<TaskFailureDetails, bool>? Filter { get; private init; }

    private static TimeSpan? NotShorter(TimeSpan? value, TimeSpan first, string name) =>
        value < first && value != Timeout.InfiniteTimeSpan
            ? throw new ArgumentOutOfRangeException(name, value, "Must not be shorter than the first retry interval.")
            : value;
}
