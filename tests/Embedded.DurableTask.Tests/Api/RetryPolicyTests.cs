using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Api;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Constructor_OnlyWhatIsNeeded_HasTheKnownDefaults()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(5));

        Assert.Equal(3, policy.MaxNumberOfAttempts);
        Assert.Equal(TimeSpan.FromSeconds(5), policy.FirstRetryInterval);
        Assert.Equal(1.0, policy.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Theory]
    [InlineData(0, 1, 1, null, null)]
    [InlineData(-1, 1, 1, null, null)]
    [InlineData(1, 0, 1, null, null)]
    [InlineData(1, -1, 1, null, null)]
    [InlineData(1, 1, 0.99, null, null)]
    [InlineData(1, 1, double.NaN, null, null)]
    [InlineData(1, 2, 1, 1, null)]
    [InlineData(1, 2, 1, null, 1)]
    public void Constructor_NonsenseNumbers_AreRefused(int attempts, int first, double coefficient, int? max, int? timeout) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new RetryPolicy(attempts, TimeSpan.FromSeconds(first), coefficient, Seconds(max), Seconds(timeout))
        );

    [Fact]
    public void Constructor_NoBounds_AreAllowed()
    {
        var policy = new RetryPolicy(1, TimeSpan.FromDays(1), 1, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        Assert.Equal(Timeout.InfiniteTimeSpan, policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Fact]
    public async Task TaskRetryOptions_OfPolicyOrHandler_HoldOneOfThem()
    {
        var policy = new RetryPolicy(1, TimeSpan.FromDays(1));
        TaskRetryOptions ofPolicy = policy;
        TaskRetryOptions ofHandler = new RetryHandler(context => context.LastAttemptNumber == 1);
        TaskRetryOptions ofAsyncHandler = new AsyncRetryHandler(_ => Task.FromResult(false));

        Assert.Same(policy, ofPolicy.Policy);
        Assert.Null(ofPolicy.Handler);
        Assert.Null(ofHandler.Policy);
        Assert.True(await ofHandler.Handler!(new RetryContext(null!, 1, null!, TimeSpan.Zero, CancellationToken.None)));
        Assert.False(await ofAsyncHandler.Handler!(null!));
        Assert.Same(policy, TaskOptions.FromRetryPolicy(policy).Retry!.Policy);
        Assert.NotNull(TaskOptions.FromRetryHandler(_ => true).Retry!.Handler);
        Assert.NotNull(TaskOptions.FromRetryHandler(_ => Task.FromResult(true)).Retry!.Handler);
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
