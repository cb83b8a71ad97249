using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Api;

public sealed class NamesAndOptionsTests
{
    [Fact]
    public void TaskName_AnotherCase_IsEqual()
    {
        TaskName name = "Render";

        Assert.True(name == "RENDER");
        Assert.False(name != "render");
        Assert.Equal(name.GetHashCode(), new TaskName("rEnder").GetHashCode());
        Assert.True(name.Equals((object)new TaskName("render")));
        Assert.Equal("Render", (string)name);
        Assert.Equal("Render", name.ToString());
        Assert.Equal(default, (TaskName)"");
        Assert.Equal(0, default(TaskName).GetHashCode());
    }

    [Fact]
    public void TaskVersion_NullEmptyAndUnversioned_AreEqual()
    {
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(null));
        Assert.Equal(TaskVersion.Unversioned, new TaskVersion(""));
        Assert.Equal("", TaskVersion.Unversioned.Version);
        Assert.True((TaskVersion)"1.0-RC" == "1.0-rc");
        Assert.True((TaskVersion)"1.0" != "1.1");
        Assert.Throws<ArgumentException>(() => new TaskVersion(" "));
    }

    [Fact]
    public void TaskOptions_Copied_KeepEverything()
    {
        var options = new TaskOptions(new RetryPolicy(2, TimeSpan.FromSeconds(1)), new Dictionary<string, string> { ["a"] = "b" })
        {
            Version = "1",
        };

        Assert.Equal(options, new TaskOptions(options));
        var child = options.WithInstanceId("child");
        Assert.Equal((options.Retry, options.Tags, options.Version, "child"), (child.Retry, child.Tags, child.Version, child.InstanceId));
        Assert.Equal("child", new SubOrchestrationOptions((TaskOptions)child).InstanceId);
        Assert.Equal("other", new SubOrchestrationOptions(child, "other").InstanceId);
        Assert.Equal(child, child with { });
        Assert.Equal("2", ((TaskOptions)(child with { Version = "2" })).Version!.Value.Version);
    }

    [Fact]
    public void StartOrchestrationOptions_Copied_KeepEverything()
    {
        var options = new StartOrchestrationOptions("id", DateTimeOffset.UnixEpoch)
        {
            Version = "1",
            Tags = new Dictionary<string, string> { ["a"] = "b" },
        }.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed);

        Assert.Equal(["Completed", "Failed"], options.DedupeStatuses);
        Assert.Equal(options, new StartOrchestrationOptions(options));
        Assert.Empty(new StartOrchestrationOptions().Tags);
    }

    [Fact]
    public void ContinueAsNewOptions_Unless_EventsAreKept() => Assert.True(new ContinueAsNewOptions().PreserveUnprocessedEvents);

    [Fact]
    public void PurgeResult_Negative_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PurgeResult(-1));
        Assert.Equal((3, (bool?)null), (new PurgeResult(3).PurgedInstanceCount, new PurgeResult(3).IsComplete));
        Assert.False(new PurgeResult(3, false).IsComplete);
    }
}
