using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class RetryTests
{
    private static readonly RetryPolicy Policy = new(3, TimeSpan.FromSeconds(10), backoffCoefficient: 3);

    [Fact]
    public void F45_Step_RetriesAcrossRestarts_CountGoesOn()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync("Mail", new TaskOptions(Policy)));
        var now = driver.Now;
        driver.Start();

        driver.Restart();
        Assert.Equal(new TimerCreated(1, now.AddSeconds(10)), Assert.Single(driver.Step(Driver.Failed(0, new TimeoutException("slow")))));
        driver.Restart();
        Assert.Equal(2, Assert.IsType<TaskScheduled>(Assert.Single(driver.Fire(1))).TaskId);
        driver.Restart();
        Assert.Equal(
            new TimerCreated(3, driver.Now.AddSeconds(30)),
            Assert.Single(driver.Step(Driver.Failed(2, new TimeoutException("slow"))))
        );
        driver.Restart();
        Assert.Equal(4, Assert.IsType<TaskScheduled>(Assert.Single(driver.Fire(3))).TaskId);
        driver.Restart();
        driver.Step(Driver.Failed(4, new TimeoutException("still slow")));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
        Assert.Equal("Task 'Mail' (#4) failed with an unhandled exception: still slow", driver.State.Failure!.ErrorMessage);
    }

    [Fact]
    public void Step_SuccessOnTheSecondAttempt_EndsTheRetries()
    {
        using var driver = new Driver(async context => await context.CallActivityAsync<int>("Mail", new TaskOptions(Policy)));
        driver.Start();
        driver.Step(Driver.Failed(0, new TimeoutException()));
        driver.Fire(1);

        driver.Step(Driver.Done(2, 42));

        Assert.Equal(42, driver.Output<int>());
    }

    [Fact]
    public void Step_RetriedTask_HasTheSameInputAgain()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync("Mail", "to me", new TaskOptions(Policy)));
        var first = (TaskScheduled)Assert.Single(driver.Start());
        driver.Step(Driver.Failed(0, new TimeoutException()));

        var second = (TaskScheduled)Assert.Single(driver.Fire(1));

        Assert.Equal(first with { TaskId = 2 }, second);
    }

    [Fact]
    public void Step_FailureNotWorthARetry_FailsAtOnce()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };
        using var driver = Driver.Of(context => context.CallActivityAsync("Mail", new TaskOptions(policy)));
        driver.Start();

        driver.Step(Driver.Failed(0, new FormatException("no such address")));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
    }

    [Fact]
    public void Step_Handler_IsToldAndDecides()
    {
        List<RetryContext> told = [];
        using var driver = Driver.Of(
            context =>
                context.CallActivityAsync(
                    "Mail",
                    TaskOptions.FromRetryHandler(async retry =>
                    {
                        told.Add(retry);
                        await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                        return retry.LastAttemptNumber < 2;
                    })
                ),
            verify: false
        );
        driver.Start();
        driver.Step(Driver.Failed(0, new TimeoutException("slow")));
        driver.Fire(1);
        driver.Step(Driver.Failed(2, new TimeoutException("slow")));
        driver.Fire(3);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
        Assert.Equal([1, 2], told.Select(retry => retry.LastAttemptNumber));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMinutes(1)], told.Select(retry => retry.TotalRetryTime));
        Assert.All(told, retry => Assert.True(retry.LastFailure.IsCausedBy<TimeoutException>()));
    }

    [Fact]
    public void Step_SynchronousHandler_RetriesAtOnce()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync("Mail", TaskOptions.FromRetryHandler(_ => true)));
        driver.Start();

        Assert.IsType<TaskScheduled>(Assert.Single(driver.Step(Driver.Failed(0, new TimeoutException()))));
    }

    [Fact]
    public void Step_ChildRetried_KeepsItsInstanceId()
    {
        using var driver = Driver.Of(context => context.CallSubOrchestratorAsync("Stage", new TaskOptions(Policy)));
        var first = (ChildScheduled)Assert.Single(driver.Start());
        driver.Step(new ChildFailed(0, FailureInfo.FromException(new TimeoutException())));

        var second = (ChildScheduled)Assert.Single(driver.Fire(1));

        Assert.Equal(first with { TaskId = 2 }, second);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 60)]
    [InlineData(400, 60)]
    public void RetryDelay_After_GrowsUpToItsBound(int attempts, int seconds)
    {
        var policy = new RetryPolicy(500, TimeSpan.FromSeconds(10), 2, maxRetryInterval: TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryDelay.After(policy, attempts, TimeSpan.Zero, Details()));
    }

    [Fact]
    public void RetryDelay_After_NoBound_StaysRepresentable()
    {
        var policy = new RetryPolicy(5000, TimeSpan.FromDays(1), 10, maxRetryInterval: Timeout.InfiniteTimeSpan);

        Assert.Equal(TimeSpan.FromDays(3650), RetryDelay.After(policy, 4999, TimeSpan.Zero, Details()));
    }

    [Fact]
    public void RetryDelay_After_TimeoutPassed_IsNone()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1), retryTimeout: TimeSpan.FromMinutes(1));

        Assert.NotNull(RetryDelay.After(policy, 1, TimeSpan.FromSeconds(59), Details()));
        Assert.Null(RetryDelay.After(policy, 1, TimeSpan.FromSeconds(60), Details()));
    }

    [Fact]
    public void RetryDelay_After_FilterThrows_IsNone()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = _ => throw new FormatException() };

        Assert.Null(RetryDelay.After(policy, 1, TimeSpan.Zero, Details()));
    }

    private static TaskFailureDetails Details() => TaskFailureDetails.FromException(new TimeoutException());
}
