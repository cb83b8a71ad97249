using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class ChildTests
{
    [Fact]
    public void CallSubOrchestrator_NothingSaid_HasADeterministicIdAndTheDefaultVersion()
    {
        using var driver = new Driver(async context => await context.CallSubOrchestratorAsync<int>("Stage", 3), defaultVersion: "5.0");

        var child = Assert.IsType<ChildScheduled>(Assert.Single(driver.Start(version: "2.0")));

        Assert.Equal("Stage", child.Name);
        Assert.Equal("5.0", child.Version);
        Assert.Equal("3", child.Input);
        Assert.True(Guid.TryParseExact(child.InstanceId, "N", out _));
        Assert.Equal(child, driver.State.OpenChildren[0]);
    }

    [Fact]
    public void CallSubOrchestrator_IdAndVersionGiven_AreUsed()
    {
        var options = new SubOrchestrationOptions(instanceId: "620700082-2020:secrecy:1") { Version = "1.0" };
        using var driver = new Driver(
            async context =>
            {
                await context.CallSubOrchestratorAsync("Stage", options);
                return null;
            },
            defaultVersion: "5.0"
        );

        var child = Assert.IsType<ChildScheduled>(Assert.Single(driver.Start()));

        Assert.Equal("620700082-2020:secrecy:1", child.InstanceId);
        Assert.Equal("1.0", child.Version);
    }

    [Fact]
    public void CallSubOrchestrator_IdOfAnEntity_IsRefused()
    {
        using var driver = Driver.Of(context => context.CallSubOrchestratorAsync("Stage", new TaskOptions().WithInstanceId("@counter@1")));

        driver.Start();

        Assert.Equal(typeof(ArgumentException).FullName, driver.State.Failure!.ErrorType);
    }

    [Fact]
    public void Step_ChildCompleted_ReturnsItsOutput()
    {
        using var driver = new Driver(async context => await context.CallSubOrchestratorAsync<string>("Stage"));
        driver.Start();

        driver.Step(new ChildCompleted(0, "\"approved\""));

        Assert.Equal("approved", driver.Output<string>());
        Assert.Empty(driver.State.OpenChildren);
    }

    [Fact]
    public void Step_ActivityOfAChildFails_FailureNestsAsTaskFailedException()
    {
        TaskFailedException? caught = null;
        using var child = Driver.Of(context => context.CallActivityAsync("Check"));
        child.Start();
        child.Step(Driver.Failed(0, new InvalidOperationException("no seal", new FormatException("bad pixel"))));

        using var parent = Driver.Of(async context =>
        {
            try
            {
                await context.CallSubOrchestratorAsync("Stage");
            }
            catch (TaskFailedException exception)
            {
                caught = exception;
                throw;
            }
        });
        parent.Start();
        parent.Step(new ChildFailed(0, child.State.Failure!));

        Assert.Equal("Stage", caught!.TaskName);
        Assert.Equal(0, caught.TaskId);
        Assert.Equal(
            "Task 'Stage' (#0) failed with an unhandled exception: Task 'Check' (#0) failed with an unhandled exception: no seal",
            caught.Message
        );
        var details = caught.FailureDetails;
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", details.ErrorType);
        Assert.True(details.IsCausedBy<TaskFailedException>());
        Assert.False(details.IsCausedBy<InvalidOperationException>());
        Assert.Equal("System.InvalidOperationException", details.InnerFailure!.ErrorType);
        Assert.Equal("no seal", details.InnerFailure.ErrorMessage);
        Assert.Equal("System.FormatException", details.InnerFailure.InnerFailure!.ErrorType);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, parent.Status);
        Assert.Equal(typeof(TaskFailedException).FullName, parent.State.Failure!.ErrorType);
    }

    [Fact]
    public void Parent_Known_IsNameAndId()
    {
        using var driver = new Driver(context => Task.FromResult<object?>($"{context.Parent!.Name} {context.Parent.InstanceId}"));

        driver.Start(parent: new ParentInfo("the-report", "Life", 4, 0));

        Assert.Equal("Life the-report", driver.Output<string>());
    }
}
