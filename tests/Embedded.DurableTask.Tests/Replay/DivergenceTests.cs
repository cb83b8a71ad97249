using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Replay;

/// <summary>F49: every kind of change to code that has already run is found when it is run again, and named.</summary>
public sealed class DivergenceTests
{
    private static readonly DateTime Due = new(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, Func<TaskOrchestrationContext, Task>, Func<TaskOrchestrationContext, Task>> Changes() =>
        new()
        {
            { "name", c => c.CallActivityAsync("A"), c => c.CallActivityAsync("B") },
            { "input", c => c.CallActivityAsync("A", 1), c => c.CallActivityAsync("A", 2) },
            { "input gone", c => c.CallActivityAsync("A", 1), c => c.CallActivityAsync("A") },
            { "kind", c => c.CallActivityAsync("A"), c => c.CallSubOrchestratorAsync("A") },
            { "one more", c => c.CallActivityAsync("A"), c => Task.WhenAll(c.CallActivityAsync("A"), c.CallActivityAsync("A")) },
            { "one less", c => Task.WhenAll(c.CallActivityAsync("A"), c.CallActivityAsync("B")), c => c.CallActivityAsync("A") },
            {
                "swapped inputs",
                c => Task.WhenAll(c.CallActivityAsync("A", 1), c.CallActivityAsync("A", 2)),
                c => Task.WhenAll(c.CallActivityAsync("A", 2), c.CallActivityAsync("A", 1))
            },
            {
                "swapped names",
                c => Task.WhenAll(c.CallActivityAsync("A"), c.CallActivityAsync("B")),
                c => Task.WhenAll(c.CallActivityAsync("B"), c.CallActivityAsync("A"))
            },
            { "timer", c => c.CreateTimer(Due, CancellationToken.None), c => c.CreateTimer(Due.AddDays(1), CancellationToken.None) },
            { "timer gone", c => c.CreateTimer(Due, CancellationToken.None), c => c.WaitForExternalEvent<string>("go") },
            { "wait became a call", c => c.WaitForExternalEvent<string>("go"), c => c.CallActivityAsync("A") },
            { "child's id", c => Child(c, "one"), c => Child(c, "two") },
            { "child's input", c => Child(c, "one", 1), c => Child(c, "one", 2) },
            { "event's target", c => Sent(c, "one", "go", 1), c => Sent(c, "two", "go", 1) },
            { "event's name", c => Sent(c, "one", "go", 1), c => Sent(c, "one", "stop", 1) },
            { "event's payload", c => Sent(c, "one", "go", 1), c => Sent(c, "one", "go", 2) },
            { "ends", c => c.CallActivityAsync("A"), _ => Task.CompletedTask },
            { "fails", c => c.CallActivityAsync("A"), _ => throw new FormatException() },
            { "other failure", _ => throw new FormatException(), _ => throw new TimeoutException() },
            { "starts over", _ => Task.CompletedTask, c => Again(c, 1) },
            { "starts over with another input", c => Again(c, 1), c => Again(c, 2) },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void F49_Replay_ChangedCode_IsFoundAndNamed(
        string change,
        Func<TaskOrchestrationContext, Task> before,
        Func<TaskOrchestrationContext, Task> after
    )
    {
        using var driver = Driver.Of(before, verify: false);
        driver.Start();

        using var same = driver.Replayed();
        Assert.Equal(Driver.Show(driver.State), Driver.Show(same.State));
        var found = Assert.Throws<NonDeterminismException>(() => driver.Replayed(WithoutResult(after)));

        Assert.Equal(0, found.Step);
        Assert.NotEqual(found.Expected, found.Actual);
        Assert.Contains(Driver.InstanceId, found.Message, StringComparison.Ordinal);
        Assert.Contains("step 0", found.Message, StringComparison.Ordinal);
        Assert.NotEmpty(change);
    }

    [Fact]
    public void F49_Replay_ChangedLater_NamesTheStepAndWhatDiffers()
    {
        using var driver = Driver.Of(async context =>
        {
            await context.CallActivityAsync("A");
            await context.CallActivityAsync("B", "secret");
        });
        driver.Start();
        driver.Step(Driver.Done(0));

        var found = Assert.Throws<NonDeterminismException>(() =>
            driver.Replayed(
                WithoutResult(async context =>
                {
                    await context.CallActivityAsync("A");
                    await context.CallSubOrchestratorAsync("B", "secret", new TaskOptions().WithInstanceId("b1"));
                })
            )
        );

        Assert.Equal(1, found.Step);
        Assert.StartsWith("activity 'B' #1 (input ", found.Expected, StringComparison.Ordinal);
        Assert.StartsWith("sub-orchestration 'B' #1 as b1 (input ", found.Actual, StringComparison.Ordinal);
        // Inputs may be personal, and the message goes to logs and pages.
        Assert.DoesNotContain("secret", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void F49_Replay_TimerNoLongerCancelled_IsFound()
    {
        static Func<TaskOrchestrationContext, Task<object?>> Code(bool cancel) =>
            WithoutResult(async context =>
            {
                using var stop = new CancellationTokenSource();
                _ = context.CreateTimer(Due, stop.Token);
                await context.CallActivityAsync("A");
                if (cancel)
                {
                    stop.Cancel();
                }

                await context.WaitForExternalEvent<string>("go");
            });

        using var driver = new Driver(Code(cancel: true));
        driver.Start();
        driver.Step(Driver.Done(1));

        Assert.Equal("cancelling timer #0", Assert.Throws<NonDeterminismException>(() => driver.Replayed(Code(cancel: false))).Expected);
    }

    [Fact]
    public void Replay_RewordedStatusOrActivityNameInAnotherCase_IsNoDivergence()
    {
        static Func<TaskOrchestrationContext, Task<object?>> Code(string status, string name) =>
            WithoutResult(async context =>
            {
                context.SetCustomStatus(status);
                await context.CallActivityAsync(name);
            });

        using var driver = new Driver(Code("审查中", "render"));
        driver.Start();

        driver.Restart(Code("正在审查", "Render"));

        Assert.Equal("\"审查中\"", driver.State.CustomStatus);
    }

    [Fact]
    public void Replay_Diverged_SessionIsOfNoMoreUse()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync("A"), verify: false);
        driver.Start();
        using var session = new OrchestrationSession(
            new OrchestratorFactory("Report", WithoutResult(context => context.CallActivityAsync("B"))),
            new SessionServices(WorkerDataConverter.Default, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)
        );
        Assert.Throws<NonDeterminismException>(() => session.Replay(driver.Commits[0]));

        Assert.Throws<InvalidOperationException>(() => session.Step(driver.Now, [Driver.Done(0)]));
    }

    [Fact]
    public void Replay_NotACommit_IsRefused()
    {
        using var driver = Driver.Of(_ => Task.CompletedTask, verify: false);

        Assert.Throws<ArgumentException>(() => driver.Replayed().Replay([Driver.Started()]));
    }

    private static Func<TaskOrchestrationContext, Task<object?>> WithoutResult(Func<TaskOrchestrationContext, Task> code) =>
        async context =>
        {
            await code(context);
            return null;
        };

    private static Task Child(TaskOrchestrationContext context, string id, int input = 0) =>
        context.CallSubOrchestratorAsync("Stage", input, new TaskOptions().WithInstanceId(id));

    private static Task Sent(TaskOrchestrationContext context, string to, string name, int payload)
    {
        context.SendEvent(to, name, payload);
        return Task.CompletedTask;
    }

    private static Task Again(TaskOrchestrationContext context, int input)
    {
        context.ContinueAsNew(input);
        return Task.CompletedTask;
    }
}
