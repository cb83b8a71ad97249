using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class ActivityTests
{
    [Fact]
    public void Start_OneActivity_SchedulesItWithInputVersionAndDigest()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync("Render", new { Serial = 7, Title = "年度报告" }));

        var task = Assert.IsType<TaskScheduled>(Assert.Single(driver.Start(version: "2.0")));

        Assert.Equal(0, task.TaskId);
        Assert.Equal("Render", task.Name);
        Assert.Equal("2.0", task.Version);
        Assert.Equal("""{"Serial":7,"Title":"年度报告"}""", task.Input);
        Assert.Equal(InputDigest.Of(task.Input), task.InputDigest);
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);
        Assert.Equal(task, driver.State.OpenTasks[0]);
    }

    [Fact]
    public void Start_TaskVersionAndTagsGiven_AreScheduled()
    {
        var options = new TaskOptions(tags: new Dictionary<string, string> { ["organ"] = "620700082" }) { Version = "9" };
        using var driver = Driver.Of(context => context.CallActivityAsync("Render", null, options));

        var task = Assert.IsType<TaskScheduled>(Assert.Single(driver.Start(version: "2.0")));

        Assert.Equal("9", task.Version);
        Assert.Equal("620700082", task.Tags!["organ"]);
    }

    [Fact]
    public void Step_ActivitiesInSequence_EndsWithTheirSum()
    {
        using var driver = new Driver(async context =>
        {
            var sum = context.GetInput<int>();
            for (var i = 0; i < 3; i++)
            {
                sum += await context.CallActivityAsync<int>("Next", sum);
            }

            return sum;
        });

        driver.Start(1);
        driver.Step(Driver.Done(0, 10));
        driver.Step(Driver.Done(1, 100));
        var end = driver.Step(Driver.Done(2, 1000));

        Assert.IsType<ExecutionCompleted>(Assert.Single(end));
        Assert.Equal(1111, driver.Output<int>());
        Assert.Equal(["1", "11", "111"], driver.Commits.SelectMany(commit => commit).OfType<TaskScheduled>().Select(task => task.Input));
    }

    [Fact]
    public void Step_FanOutOf300CompletedBackwards_KeepsResultsInCallOrder()
    {
        using var driver = new Driver(
            async context => await Task.WhenAll(Enumerable.Range(0, 300).Select(i => context.CallActivityAsync<int>("Square", i))),
            verify: false
        );

        Assert.Equal(300, driver.Start().Count);
        for (var id = 299; id >= 0; id--)
        {
            driver.Step(Driver.Done(id, id * id));
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(i => i * i), driver.Output<int[]>());
        using var replayed = driver.Replayed();
        Assert.Equal(Driver.Show(driver.State), Driver.Show(replayed.State));
    }

    [Fact]
    public void Step_OutcomeOfNothingOpen_IsLeftOutOfHistory()
    {
        using var driver = Driver.Of(async context =>
        {
            await context.CallActivityAsync("A");
            await context.CallActivityAsync("B");
        });
        driver.Start();
        driver.Step(Driver.Done(0));

        driver.Step(Driver.Done(7), Driver.Done(0), Driver.Failed(0, new TimeoutException()), Driver.Done(1), Driver.Done(1));

        Assert.Equal([1], driver.Commits[2].OfType<TaskCompleted>().Select(done => done.TaskId));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, driver.Status);
    }

    [Fact]
    public void F42_OutcomeOfAnOlderGeneration_WithNothingOpenOfThatId_IsIgnored()
    {
        using var driver = Driver.Of(context => context.WaitForExternalEvent<string>("go"));
        driver.Step(Driver.Started(generation: 3));

        driver.Step(Driver.Done(0, "late"));

        Assert.Empty(driver.Commits[1].OfType<TaskCompleted>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);
    }

    [Fact]
    public void F43_OutcomeBeforeItsTaskIsVisible_IsIgnoredAndTheTaskStaysOpen()
    {
        using var driver = Driver.Of(async context =>
        {
            await context.CallActivityAsync("A");
            await context.CallActivityAsync("B");
        });
        driver.Start();

        // The result of B from a run whose commit was lost: history has no B yet.
        var task = Assert.IsType<TaskScheduled>(Assert.Single(driver.Step(Driver.Done(1, "lost"), Driver.Done(0))));

        Assert.Equal(1, task.TaskId);
        Assert.True(driver.State.OpenTasks.ContainsKey(1));
        Assert.DoesNotContain(driver.Commits[1], next => next is TaskCompleted { TaskId: 1 });
    }

    [Fact]
    public void CallActivity_OptionsPassedAsInput_IsRefused()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync<int>("A", (object)new TaskOptions()));

        driver.Start();

        Assert.Equal(typeof(ArgumentException).FullName, driver.State.Failure!.ErrorType);
    }

    [Fact]
    public void CallActivity_NoName_IsRefused()
    {
        using var driver = Driver.Of(context => context.CallActivityAsync(default));

        driver.Start();

        Assert.Equal(typeof(ArgumentException).FullName, driver.State.Failure!.ErrorType);
    }

    [Fact]
    public void F44_Step_ResultOfAnotherType_ThrowsWhereItIsAwaited()
    {
        using var driver = new Driver(async context =>
        {
            try
            {
                return await context.CallActivityAsync<int>("A");
            }
            catch (System.Text.Json.JsonException)
            {
                return -1;
            }
        });
        driver.Start();

        driver.Step(Driver.Done(0, "not a number"));

        Assert.Equal(-1, driver.Output<int>());
    }

    [Fact]
    public void Step_ReturnedWithActivitiesOpen_StaysRunningUntilTheirOutcome()
    {
        using var driver = new Driver(async context =>
        {
            var slow = context.CallActivityAsync("Slow");
            var quick = context.CallActivityAsync("Quick");
            await Task.WhenAny(slow, quick);
            return "done";
        });
        driver.Start();

        driver.Step(Driver.Done(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);

        driver.Step(Driver.Failed(0, new TimeoutException()));
        Assert.Equal("done", driver.Output<string>());
    }

    [Fact]
    public void Step_ManyOutcomesInOneStep_RunsTheCodeAfterEach()
    {
        List<string> seen = [];
        using var driver = Driver.Of(
            async context =>
            {
                async Task Watch(string name)
                {
                    await context.CallActivityAsync(name);
                    seen.Add(name);
                }

                await Task.WhenAll(Watch("A"), Watch("B"), Watch("C"));
            },
            verify: false
        );
        driver.Start();

        driver.Step(Driver.Done(2), Driver.Done(0), Driver.Done(1));

        Assert.Equal(["C", "A", "B"], seen);
    }
}
