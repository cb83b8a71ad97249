using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class EventTests
{
    [Fact]
    public void F14_Step_EventInTheBatchOfTheStart_IsDelivered()
    {
        using var driver = new Driver(async context => await context.WaitForExternalEvent<string>("go"));

        driver.Step(Driver.Started(), driver.Event("go", "now"));

        Assert.Equal("now", driver.Output<string>());
    }

    [Fact]
    public void F16_Step_EventsBeforeAnyoneWaits_AreKeptFirstInFirstOutByName()
    {
        using var driver = new Driver(async context =>
        {
            await context.CallActivityAsync("A");
            var b = await context.WaitForExternalEvent<string>("b");
            return $"{b} {await context.WaitForExternalEvent<string>("a")} {await context.WaitForExternalEvent<string>("a")}";
        });
        driver.Start();
        driver.Step(driver.Event("a", "first"), driver.Event("b", "other"));
        driver.Step(driver.Event("a", "second"));

        driver.Step(Driver.Done(0));

        Assert.Equal("other first second", driver.Output<string>());
    }

    [Fact]
    public void F24_Step_NameOfAnotherCase_IsTheSameEvent()
    {
        using var driver = new Driver(async context =>
            await context.WaitForExternalEvent<int>("Approved") + await context.WaitForExternalEvent<int>("APPROVED")
        );
        driver.Step(Driver.Started(), driver.Event("approved", 1));

        driver.Step(driver.Event("aPPROVED", 2));

        Assert.Equal(3, driver.Output<int>());
    }

    [Fact]
    public void F17_Step_OnlyCancelledWaiters_EventGoesToTheNextWait()
    {
        using var driver = new Driver(async context =>
        {
            using var stop = new CancellationTokenSource();
            var abandoned = context.WaitForExternalEvent<string>("go", stop.Token);
            await context.CallActivityAsync("A");
            stop.Cancel();
            await context.CallActivityAsync("B");
            Assert.True(abandoned.IsCanceled);
            return await context.WaitForExternalEvent<string>("go");
        });
        driver.Start();
        driver.Step(Driver.Done(0));
        driver.Step(driver.Event("go", "kept"));

        driver.Step(Driver.Done(1));

        Assert.Equal("kept", driver.Output<string>());
    }

    [Fact]
    public void F17_Step_WaitTimedOutBefore_EventGoesToTheNextWait()
    {
        using var driver = new Driver(async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<string>("go", TimeSpan.FromHours(1)));
            return await context.WaitForExternalEvent<string>("go");
        });
        driver.Start();
        driver.Fire(0);

        driver.Step(driver.Event("go", "late but heard"));

        Assert.Equal("late but heard", driver.Output<string>());
    }

    [Fact]
    public void WaitForExternalEvent_InTime_CancelsItsTimer()
    {
        using var driver = new Driver(async context => await context.WaitForExternalEvent<int>("go", TimeSpan.FromHours(1)));
        driver.Start();

        var produced = driver.Step(driver.Event("go", 5));

        Assert.Equal(new TimerCancelled(0), produced[0]);
        Assert.Equal(5, driver.Output<int>());
    }

    [Fact]
    public void WaitForExternalEvent_TimeoutAndTokenCancelled_ThrowsAndStopsBoth()
    {
        using var driver = new Driver(async context =>
        {
            using var stop = new CancellationTokenSource();
            var wait = context.WaitForExternalEvent<int>("go", TimeSpan.FromHours(1), stop.Token);
            await context.CallActivityAsync("A");
            stop.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => wait);
            return "stopped";
        });
        driver.Start();

        driver.Step(Driver.Done(1));

        Assert.Equal("stopped", driver.Output<string>());
    }

    [Fact]
    public void WaitForExternalEvent_TokenCancelledBefore_LeavesAKeptEventToOthers()
    {
        using var driver = new Driver(async context =>
        {
            await context.CallActivityAsync("A");
            var stopped = context.WaitForExternalEvent<int>("go", new CancellationToken(canceled: true));
            await Assert.ThrowsAsync<TaskCanceledException>(() => stopped);
            return await context.WaitForExternalEvent<int>("go");
        });
        driver.Step(Driver.Started(), driver.Event("go", 8));

        driver.Step(Driver.Done(0));

        Assert.Equal(8, driver.Output<int>());
    }

    [Fact]
    public void Step_SeveralWaiters_TheNewestIsServedFirst()
    {
        using var driver = new Driver(async context =>
        {
            var older = context.WaitForExternalEvent<string>("go");
            var newer = context.WaitForExternalEvent<string>("go");
            await newer;
            Assert.False(older.IsCompleted);
            return $"{await newer} {await older}";
        });
        driver.Start();

        driver.Step(driver.Event("go", "1"), driver.Event("go", "2"));

        Assert.Equal("1 2", driver.Output<string>());
    }

    [Fact]
    public void WaitForExternalEvent_OneNameTwoTypesAtOnce_IsRefused()
    {
        using var driver = Driver.Of(async context =>
        {
            _ = context.WaitForExternalEvent<string>("go");
            await context.WaitForExternalEvent<int>("GO");
        });

        driver.Start();

        Assert.Equal(typeof(ArgumentException).FullName, driver.State.Failure!.ErrorType);
    }

    [Fact]
    public void WaitForExternalEvent_OneNameTwoTypesInTurn_Works()
    {
        using var driver = new Driver(async context =>
            await context.WaitForExternalEvent<string>("go") + await context.WaitForExternalEvent<int>("go")
        );
        driver.Start();

        driver.Step(driver.Event("go", "a"), driver.Event("go", 1));

        Assert.Equal("a1", driver.Output<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Step_PayloadOfAnotherType_FailsTheOrchestration(bool keptBefore)
    {
        using var driver = Driver.Of(async context =>
        {
            if (keptBefore)
            {
                await context.CallActivityAsync("A");
            }

            await context.WaitForExternalEvent<int>("go");
        });
        driver.Start();
        driver.Step(driver.Event("go", "seven"));
        if (keptBefore)
        {
            driver.Step(Driver.Done(0));
        }

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
        Assert.Equal(typeof(System.Text.Json.JsonException).FullName, driver.State.Failure!.ErrorType);
    }

    [Fact]
    public void Step_NoPayloadForAValueType_FailsTheOrchestration()
    {
        using var driver = Driver.Of(context => context.WaitForExternalEvent<int>("go"));
        driver.Start();

        driver.Step(driver.Event("go"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
        Assert.Contains("'go' carries no payload", driver.State.Failure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_NoPayloadForANullableOrReferenceType_IsNull()
    {
        using var driver = new Driver(async context =>
            await context.WaitForExternalEvent<int?>("a") is null && await context.WaitForExternalEvent<string>("b") is null
        );
        driver.Start();

        driver.Step(driver.Event("a"), driver.Event("b"));

        Assert.True(driver.Output<bool>());
    }

    [Fact]
    public void Step_ReturnedButNotFinished_UnreadableEventForALeftOverWaiterIsOfNoConsequence()
    {
        using var driver = new Driver(context =>
        {
            _ = context.WaitForExternalEvent<int>("go");
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return Task.FromResult<object?>("done");
        });
        driver.Start();
        driver.Step(driver.Event("go", "no number"));

        driver.Fire(0);

        Assert.Equal("done", driver.Output<string>());
    }

    [Fact]
    public void F19_Step_SameEventIdTwice_EntersHistoryOnce()
    {
        using var driver = new Driver(async context =>
            await context.WaitForExternalEvent<int>("go") + await context.WaitForExternalEvent<int>("go")
        );
        driver.Start();
        var raised = driver.Event("go", 1);

        driver.Step(raised, raised);
        driver.Step(raised);
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);
        Assert.Single(driver.Commits.SelectMany(commit => commit).OfType<EventRaised>());

        // F20: another event of the same name and payload is another event.
        driver.Step(driver.Event("go", 1));
        Assert.Equal(2, driver.Output<int>());
    }

    [Fact]
    public void F21_Step_EventAfterTheFinish_IsRecordedAndChangesNothing()
    {
        using var driver = new Driver(context => Task.FromResult<object?>("done"));
        driver.Start();

        driver.Step(driver.Event("go"));

        Assert.Single(driver.Commits[1].OfType<EventRaised>());
        Assert.Equal("done", driver.Output<string>());
    }

    [Fact]
    public void SendEvent_ToAnother_IsEmittedWithAnIdOfItsOwn()
    {
        using var driver = Driver.Of(context =>
        {
            context.SendEvent("other", "go", 1);
            context.SendEvent("other", "go", 1);
            return Task.CompletedTask;
        });

        var sent = driver.Start().OfType<EventSent>().ToList();

        Assert.Equal([0, 1], sent.Select(one => one.TaskId));
        Assert.Equal(["other", "other"], sent.Select(one => one.InstanceId));
        Assert.Equal("1", sent[0].Payload);
        Assert.NotEqual(sent[0].EventId, sent[1].EventId);
    }

    [Fact]
    public void SendEvent_InAnotherGenerationOrLife_HasAnotherId()
    {
        HashSet<string> ids = [];
        foreach (
            var start in new[]
            {
                Driver.Started(),
                Driver.Started(generation: 1),
                Driver.Started() with
                {
                    CreatedAt = DateTimeOffset.UnixEpoch,
                },
            }
        )
        {
            using var driver = Driver.Of(context =>
            {
                context.SendEvent("other", "go", "x");
                return Task.CompletedTask;
            });
            ids.Add(driver.Step(start).OfType<EventSent>().Single().EventId);
        }

        Assert.Equal(3, ids.Count);
    }
}
