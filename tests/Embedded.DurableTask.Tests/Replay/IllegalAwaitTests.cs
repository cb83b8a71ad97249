using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class IllegalAwaitTests
{
    [Fact]
    public void Start_AwaitsTaskDelay_FailsWithInvalidOperation()
    {
        using var driver = Driver.Of(_ => Task.Delay(TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None));

        driver.Start();

        AssertIllegal(driver);
    }

    [Fact]
    public void Step_AwaitsSomethingForeignLater_FailsThen()
    {
        var never = new TaskCompletionSource();
        using var driver = Driver.Of(async context =>
        {
            await context.CallActivityAsync("A");
            await never.Task;
        });
        driver.Start();

        driver.Step(Driver.Done(0));

        AssertIllegal(driver);
        using var replayed = driver.Replayed();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, replayed.State.RuntimeStatus);
    }

    [Fact]
    public void Step_ForeignTaskCompletedWhileSomethingDurableIsOpen_CodeIsNotRunAndTheNextStepFails()
    {
        var ran = false;
        var foreign = new TaskCompletionSource();
        using var driver = Driver.Of(
            async context =>
            {
                await Task.WhenAny(foreign.Task, context.WaitForExternalEvent<string>("go"));
                ran = true;
                await context.CallActivityAsync("A");
            },
            verify: false
        );
        driver.Start();
        foreign.SetResult();

        driver.Step(driver.Event("unrelated"));

        Assert.False(ran);
        AssertIllegal(driver);
        foreign = new TaskCompletionSource();
        using var replayed = driver.Replayed();
        Assert.Equal(Driver.Show(driver.State), Driver.Show(replayed.State));
    }

    [Fact]
    public async Task Context_UsedFromAnotherThread_Throws()
    {
        TaskOrchestrationContext? leaked = null;
        using var driver = Driver.Of(context =>
        {
            leaked = context;
            return context.WaitForExternalEvent<string>("go");
        });
        driver.Start();

        await Assert.ThrowsAsync<InvalidOperationException>(() => leaked!.CallActivityAsync("A"));
        Assert.Throws<InvalidOperationException>(() => leaked!.NewGuid());
        Assert.Throws<InvalidOperationException>(() => leaked!.SetCustomStatus("x"));
        Assert.Throws<InvalidOperationException>(() => leaked!.ContinueAsNew());
        Assert.Throws<InvalidOperationException>(() => leaked!.SendEvent("a", "b", "c"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => leaked!.CreateTimer(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public void Step_ConfigureAwaitFalse_FailsAsInTheDistributedEngine()
    {
        using var driver = new Driver(async context =>
        {
#pragma warning disable MA0004 // Leaving the orchestrator's thread is what is tested.
            return await context.CallActivityAsync<int>("A").ConfigureAwait(false);
#pragma warning restore MA0004
        });
        driver.Start();

        driver.Step(Driver.Done(0, 1));

        AssertIllegal(driver);
    }

    [Fact]
    public void Step_YieldAndContinueWith_RunOnTheOrchestratorsThread()
    {
        using var driver = new Driver(async context =>
        {
            await Task.Yield();
            var sum = await context
                .CallActivityAsync<int>("A")
                .ContinueWith(done => done.Result + 1, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
            return sum;
        });
        driver.Start();

        driver.Step(Driver.Done(0, 1));

        Assert.Equal(2, driver.Output<int>());
    }

    [Fact]
    public void Start_BranchesThatYield_TakeTurns()
    {
        using var driver = new Driver(async _ =>
        {
            List<string> turns = [];
            async Task Branch(string name)
            {
                for (var i = 1; i <= 2; i++)
                {
                    turns.Add($"{name}{i}");
                    await Task.Yield();
                }
            }

            await Task.WhenAll(Branch("a"), Branch("b"));
            return string.Join(' ', turns);
        });

        driver.Start();

        Assert.Equal("a1 b1 a2 b2", driver.Output<string>());
    }

    [Fact]
    public void Start_Cancelled_WhoeverAwaitsIsNotRunWithinTheCanceller()
    {
        using var driver = new Driver(async context =>
        {
            List<string> turns = [];
            using var stop = new CancellationTokenSource();
            async Task Wait(Task task)
            {
                await Assert.ThrowsAsync<TaskCanceledException>(() => task);
                turns.Add("told");
            }

            var timer = Wait(context.CreateTimer(TimeSpan.FromHours(1), stop.Token));
            var received = Wait(context.WaitForExternalEvent<int>("go", stop.Token));
            stop.Cancel();
            turns.Add("cancelled");
            await Task.WhenAll(timer, received);
            return string.Join(' ', turns);
        });

        driver.Start();

        Assert.Equal("cancelled told told", driver.Output<string>());
    }

    [Fact]
    public void Step_ExceptionInAsyncVoid_FailsTheOrchestration()
    {
        using var driver = Driver.Of(async context =>
        {
#pragma warning disable CS4014, MA0155 // async void is what is tested.
            static async void Careless(TaskOrchestrationContext context)
            {
                await context.CallActivityAsync("A");
                throw new FormatException("nobody looks");
            }
#pragma warning restore CS4014, MA0155

            Careless(context);
            await context.WaitForExternalEvent<string>("go");
        });
        driver.Start();

        driver.Step(Driver.Done(0));

        Assert.Equal(typeof(FormatException).FullName, driver.State.Failure!.ErrorType);
    }

    private static void AssertIllegal(Driver driver)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
        Assert.Equal(typeof(InvalidOperationException).FullName, driver.State.Failure!.ErrorType);
        Assert.Contains("invalid asynchronous invocation", driver.State.Failure.ErrorMessage, StringComparison.Ordinal);
    }
}
