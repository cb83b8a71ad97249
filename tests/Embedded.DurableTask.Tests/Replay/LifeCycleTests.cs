using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class LifeCycleTests
{
    [Fact]
    public void Suspended_EventsTimersAndOutcomes_AreHeldAndDeliveredInOrderAtResume()
    {
        List<string> seen = [];
        using var driver = Driver.Of(
            async context =>
            {
                async Task Watch(Task task, string name)
                {
                    await task;
                    seen.Add(name);
                }

                await Task.WhenAll(
                    Watch(context.CallActivityAsync("A"), "activity"),
                    Watch(context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None), "timer"),
                    Watch(context.WaitForExternalEvent<string>("go"), "event")
                );
            },
            verify: false
        );
        driver.Start();
        driver.Step(new ExecutionSuspended("audit"));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, driver.Status);
        Assert.Equal("audit", driver.State.SuspendReason);

        driver.Fire(1);
        driver.Step(driver.Event("go", "x"));
        driver.Step(Driver.Done(0));
        Assert.Empty(seen);
        Assert.Empty(driver.State.OpenTasks);
        Assert.Null(driver.State.NextDue);

        driver.Step(new ExecutionResumed("done"));

        Assert.Equal(["timer", "event", "activity"], seen);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, driver.Status);
    }

    [Fact]
    public void Suspended_ReplayedInBetween_HoldsTheSame()
    {
        using var driver = new Driver(async context =>
            $"{await context.WaitForExternalEvent<string>("go")} {await context.CallActivityAsync<int>("A")}"
        );
        driver.Start();
        driver.Step(new ExecutionSuspended(null));
        driver.Step(driver.Event("go", "held"));
        driver.Restart();

        Assert.IsType<TaskScheduled>(Assert.Single(driver.Step(new ExecutionResumed(null))));
        driver.Step(Driver.Done(0, 1));
        Assert.Equal("held 1", driver.Output<string>());
    }

    [Fact]
    public void Suspended_Twice_WhatWasHeldIsDeliveredOnce()
    {
        using var driver = new Driver(async context =>
            $"{await context.WaitForExternalEvent<string>("go")} {await context.WaitForExternalEvent<string>("go")}"
        );
        driver.Start();
        driver.Step(new ExecutionSuspended(null));
        driver.Step(driver.Event("go", "once"));
        driver.Step(new ExecutionResumed(null));
        driver.Step(new ExecutionSuspended(null));
        driver.Step(new ExecutionResumed(null));
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);

        driver.Step(driver.Event("go", "twice"));

        Assert.Equal("once twice", driver.Output<string>());
    }

    [Fact]
    public void Suspended_Timers_StayDue()
    {
        using var driver = Driver.Of(context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
        driver.Start();

        driver.Step(new ExecutionSuspended(null));

        Assert.Equal(driver.Now.AddHours(1), driver.State.NextDue);
    }

    [Fact]
    public void Suspend_Twice_OneResumeIsEnough()
    {
        using var driver = new Driver(async context => await context.WaitForExternalEvent<string>("go"));
        driver.Start();
        driver.Step(new ExecutionSuspended("a"), new ExecutionSuspended("b"));
        Assert.Single(driver.Commits[1].OfType<ExecutionSuspended>());

        driver.Step(driver.Event("go", "on"), new ExecutionResumed(null), new ExecutionResumed(null));

        Assert.Single(driver.Commits[2].OfType<ExecutionResumed>());
        Assert.Equal("on", driver.Output<string>());
    }

    [Fact]
    public void Terminate_Running_EndsAtOnceWithItsOutput()
    {
        using var driver = Driver.Of(context => context.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None));
        driver.Start();

        var produced = driver.Step(new ExecutionTerminated("\"enough\"", "by hand"));

        Assert.Empty(produced);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, driver.Status);
        Assert.Equal("\"enough\"", driver.State.Output);
        Assert.Empty(driver.State.OpenTimers);
        Assert.Null(driver.State.NextDue);
    }

    [Fact]
    public void Terminate_Suspended_EndsAtOnce()
    {
        using var driver = Driver.Of(context => context.WaitForExternalEvent<string>("go"));
        driver.Start();
        driver.Step(new ExecutionSuspended(null));

        driver.Step(new ExecutionTerminated(null, null));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, driver.Status);
    }

    [Fact]
    public void F58_Terminate_InTheStepOfTheFinish_IsTheOneEnd()
    {
        using var driver = Driver.Of(context => context.WaitForExternalEvent<string>("go"));
        driver.Start();

        driver.Step(driver.Event("go", "x"), new ExecutionTerminated(null, null), driver.Event("go", "y"));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, driver.Status);
        Assert.Single(driver.Commits[1], next => next is ExecutionTerminated or ExecutionCompleted);
    }

    [Fact]
    public void F58_Terminate_AfterTheFinish_IsLeftOut()
    {
        using var driver = new Driver(_ => Task.FromResult<object?>("done"));
        driver.Start();

        driver.Step(new ExecutionTerminated(null, null), new ExecutionSuspended(null));

        Assert.IsType<StepStarted>(Assert.Single(driver.Commits[1]));
        Assert.Equal("done", driver.Output<string>());
    }

    [Fact]
    public void Fail_UnhandledException_IsTheFailureWithTypeMessageAndInner()
    {
        using var driver = Driver.Of(_ => throw new InvalidOperationException("outer", new FormatException("inner")));

        driver.Start();

        var failure = driver.State.Failure!;
        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
        Assert.Equal(("System.InvalidOperationException", "outer"), (failure.ErrorType, failure.ErrorMessage));
        Assert.Contains(nameof(Fail_UnhandledException_IsTheFailureWithTypeMessageAndInner), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal(("System.FormatException", "inner"), (failure.Inner!.ErrorType, failure.Inner.ErrorMessage));
    }

    [Fact]
    public void Fail_WhileWorkIsOpen_WaitsForItsOutcome()
    {
        using var driver = Driver.Of(context =>
        {
            _ = context.CallActivityAsync("A");
            throw new FormatException();
        });
        driver.Start();
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);

        driver.Step(Driver.Done(0));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
    }

    [Fact]
    public void Fail_OutputThatCannotBeSerialized_FailsTheOrchestration()
    {
        using var driver = new Driver(_ => Task.FromResult<object?>(new { Type = typeof(string) }));

        driver.Start();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
    }

    [Fact]
    public void F48_GetInput_UnreadableAsTheTypeAskedFor_CommitsNothing()
    {
        using var session = new OrchestrationSession(
            new OrchestratorFactory("Report", context => Task.FromResult<object?>(context.GetInput<int>())),
            new SessionServices(WorkerDataConverter.Default, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)
        );

        var exception = Assert.Throws<UnreadableInputException>(() =>
            session.Step(DateTimeOffset.UnixEpoch, [Driver.Started("not a number")])
        );

        Assert.Contains(Driver.InstanceId, exception.Message, StringComparison.Ordinal);
        // Half a step must not be gone on from.
        Assert.Throws<InvalidOperationException>(() => session.Step(DateTimeOffset.UnixEpoch, []));
    }

    [Fact]
    public void F48_GetInput_CodeSwallowsTheError_CommitsNothingEither()
    {
        using var driver = new Driver(
            context =>
            {
                try
                {
                    return Task.FromResult<object?>(context.GetInput<int>());
                }
                catch (Exception)
                {
                    return Task.FromResult<object?>(0);
                }
            },
            verify: false
        );

        Assert.Throws<UnreadableInputException>(() => driver.Start("not a number"));
    }

    [Fact]
    public void Step_BeforeTheStart_IsABug()
    {
        using var driver = Driver.Of(_ => Task.CompletedTask, verify: false);

        Assert.Throws<InvalidOperationException>(() => driver.Step(driver.Event("go")));
    }

    [Fact]
    public void Step_Disposed_IsRefused()
    {
        var driver = Driver.Of(context => context.WaitForExternalEvent<string>("go"), verify: false);
        driver.Start();
        driver.Dispose();

        Assert.Throws<InvalidOperationException>(() => driver.Step(driver.Event("go", "x")));
    }
}
