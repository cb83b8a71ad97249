using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class TimerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30L * 24 * 3600 * 1000)]
    [InlineData(400L * 24 * 3600 * 1000)]
    public void F34_CreateTimer_OfAnyLength_IsOneTimerDueThen(long milliseconds)
    {
        var delay = TimeSpan.FromMilliseconds(milliseconds);
        using var driver = Driver.Of(context => context.CreateTimer(delay, CancellationToken.None));

        var timer = Assert.IsType<TimerCreated>(Assert.Single(driver.Start()));

        Assert.Equal(driver.Now + delay, timer.FireAt);
        Assert.Equal(timer.FireAt, driver.State.NextDue);
        driver.Fire(0);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, driver.Status);
        Assert.Null(driver.State.NextDue);
    }

    [Fact]
    public void F34_CreateTimer_InThePast_IsDueAtOnce()
    {
        var past = new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc);
        using var driver = Driver.Of(async context =>
        {
            await context.CreateTimer(past, CancellationToken.None);
            await context.CreateTimer(TimeSpan.MinValue, CancellationToken.None);
        });

        Assert.Equal(new TimerCreated(0, new DateTimeOffset(past)), Assert.Single(driver.Start()));
        Assert.Equal(new TimerCreated(1, driver.Now), Assert.Single(driver.Fire(0)));
        driver.Fire(1);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, driver.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void F34_CreateTimer_DueAtTheEndOfTime_IsAClearError(bool asDelay)
    {
        using var driver = Driver.Of(context =>
            asDelay
                ? context.CreateTimer(TimeSpan.MaxValue, CancellationToken.None)
                : context.CreateTimer(DateTime.MaxValue, CancellationToken.None)
        );

        driver.Start();

        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, driver.State.Failure!.ErrorType);
        Assert.Contains("A timer is due before 9000-01-01", driver.State.Failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateTimer_TimeWithoutZone_IsUtcOnAnyMachine()
    {
        using var driver = Driver.Of(context =>
            context.CreateTimer(new DateTime(2026, 1, 31, 9, 0, 0, DateTimeKind.Unspecified), CancellationToken.None)
        );

        var timer = Assert.IsType<TimerCreated>(Assert.Single(driver.Start()));

        Assert.Equal(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero), timer.FireAt);
    }

    [Fact]
    public void F33_Step_ClockSetBack_TimeOfTheOrchestrationDoesNotDecrease()
    {
        List<DateTime> seen = [];
        using var driver = Driver.Of(
            async context =>
            {
                seen.Add(context.CurrentUtcDateTime);
                await context.CallActivityAsync("A");
                seen.Add(context.CurrentUtcDateTime);
                await context.CallActivityAsync("B");
                seen.Add(context.CurrentUtcDateTime);
            },
            verify: false
        );
        var start = driver.Now;
        driver.Start();

        driver.Now = start.AddHours(-1);
        driver.Step(Driver.Done(0));
        driver.Now = start.AddMinutes(1);
        driver.Step(Driver.Done(1));

        Assert.Equal([start.UtcDateTime, start.UtcDateTime, start.UtcDateTime.AddMinutes(1)], seen);
        Assert.All(seen, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
    }

    [Fact]
    public void Step_TimerFiredByASlowClock_TimeIsNotBeforeItWasDue()
    {
        using var driver = new Driver(async context =>
        {
            var due = context.CurrentUtcDateTime.AddHours(1);
            await context.CreateTimer(due, CancellationToken.None);
            return context.CurrentUtcDateTime >= due;
        });
        driver.Start();

        driver.Step(driver.Fired(0));

        Assert.True(driver.Output<bool>());
    }

    [Fact]
    public void CreateTimer_CancelledAndAwaited_ThrowsTaskCanceledException()
    {
        using var driver = new Driver(async context =>
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(2), stop.Token);
            await context.CallActivityAsync("A");
            stop.Cancel();
            Assert.True(timer.IsCanceled);
            return (await Assert.ThrowsAsync<TaskCanceledException>(() => timer)).GetType().Name;
        });
        driver.Start();

        var produced = driver.Step(Driver.Done(1));

        Assert.Equal(new TimerCancelled(0), produced[0]);
        Assert.Equal(nameof(TaskCanceledException), driver.Output<string>());
        Assert.Empty(driver.State.OpenTimers);
    }

    [Fact]
    public void CreateTimer_TokenCancelledBefore_MakesNoTimer()
    {
        using var driver = new Driver(async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() =>
                context.CreateTimer(TimeSpan.FromDays(2), new CancellationToken(canceled: true))
            );
            return true;
        });

        Assert.IsType<ExecutionCompleted>(Assert.Single(driver.Start()));
    }

    [Fact]
    public void F36_Step_TimerCancelledInTheStepInWhichItFires_FiringIsIgnored()
    {
        using var driver = Driver.Of(async context =>
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(1), stop.Token);
            await context.WaitForExternalEvent<string>("decided");
            stop.Cancel();
            await context.CallActivityAsync("Publish");
        });
        driver.Start();
        var fired = driver.Fired(0);
        driver.Now = fired.FireAt;

        driver.Step(driver.Event("decided", "yes"), fired);

        Assert.DoesNotContain(driver.Commits[1], next => next is TimerFired);
        Assert.Contains(new TimerCancelled(0), driver.Commits[1]);
        driver.Step(Driver.Done(1));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, driver.Status);
    }

    [Fact]
    public void F36_Step_TimerAfterTheFinish_IsIgnored()
    {
        using var driver = Driver.Of(context => context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None));
        driver.Start();
        var fired = driver.Fired(0);
        driver.Fire(0);

        driver.Step(fired);

        Assert.IsType<StepStarted>(Assert.Single(driver.Commits[2]));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, driver.Status);
    }

    [Fact]
    public void Step_ReturnedWithATimerOpen_StaysRunningUntilItFires()
    {
        using var driver = new Driver(context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return Task.FromResult<object?>("done");
        });

        driver.Start();
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);
        Assert.Null(driver.State.Output);

        driver.Fire(0);
        Assert.Equal("done", driver.Output<string>());
    }

    [Fact]
    public void F15_Step_EventAndTimerDueTogether_OrderOfArrivalDecidesAlsoOnReplay()
    {
        static async Task<object?> Race(Microsoft.DurableTask.TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(1), stop.Token);
            var decided = context.WaitForExternalEvent<string>("decided");
            var first = await Task.WhenAny(timer, decided);
            stop.Cancel();
            return first == timer ? "timer" : "event";
        }

        foreach (var timerFirst in new[] { true, false })
        {
            using var driver = new Driver(Race);
            driver.Start();
            var fired = driver.Fired(0);
            driver.Now = fired.FireAt;
            var raised = driver.Event("decided", "yes");

            driver.Step(timerFirst ? [fired, raised] : [raised, fired]);

            Assert.Equal(timerFirst ? "timer" : "event", driver.Output<string>());
        }
    }

    [Fact]
    public void NextDue_SeveralTimers_IsTheEarliestOpenOne()
    {
        using var driver = Driver.Of(async context =>
        {
            await Task.WhenAll(
                context.CreateTimer(TimeSpan.FromHours(3), CancellationToken.None),
                context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None),
                context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None)
            );
        });
        var start = driver.Now;
        driver.Start();

        Assert.Equal(start.AddHours(1), driver.State.NextDue);
        driver.Fire(1);
        Assert.Equal(start.AddHours(2), driver.State.NextDue);
        driver.Fire(2);
        Assert.Equal(start.AddHours(3), driver.State.NextDue);
    }
}
