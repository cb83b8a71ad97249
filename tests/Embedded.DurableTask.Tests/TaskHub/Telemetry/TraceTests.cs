using System.Collections.Concurrent;
using System.Diagnostics;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Telemetry;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Telemetry;

/// <summary>One orchestration, one trace.</summary>
[Collection(Serial)]
public sealed class TraceTests
{
    /// <summary>Tests that add a listener to the one source of all hubs, or need that there is none.</summary>
    public const string Serial = "listeners to the activity source";

    [Fact]
    public async Task Run_StartedWithinASpan_StepsAndActivitiesBelongToItsTrace()
    {
        await using var world = new HubWorld();
        using var spans = new Spans("run-");
        var process = await world.StartAsync();
        var id = "run-1";
        var root = await StartTracedAsync(world, process, id);
        await world.Await(process.Client.RaiseEventAsync(id, "Go", "w"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));

        var create = spans.Single("create_orchestration Steps");
        var steps = spans.All("orchestration_step Steps");
        var activities = spans.All("activity AddOne");
        Assert.Equal((root.TraceId, root.SpanId), (create.TraceId, create.ParentSpanId));
        Assert.Equal(6, steps.Count);
        Assert.All(steps, step => Assert.Equal((root.TraceId, create.SpanId), (step.TraceId, step.ParentSpanId)));
        Assert.Equal(4, activities.Count);
        Assert.All(activities, activity => Assert.Contains(activity.ParentSpanId, steps.Select(step => step.SpanId)));
        Assert.Equal(ActivityKind.Producer, spans.Single("raise_event Go").Kind);
    }

    [Fact]
    public async Task Restart_AnotherProcessGoesOn_TheSameTrace()
    {
        await using var world = new HubWorld();
        using var spans = new Spans("restart-");
        var first = await world.StartAsync();
        var root = await StartTracedAsync(world, first, "restart-1");
        first.Kill(noticed: true);
        var before = spans.All("orchestration_step Steps").Count;
        var second = await world.StartAsync();
        await world.Await(second.Client.RaiseEventAsync("restart-1", "Go", "w"));
        await world.Await(second.Client.WaitForInstanceCompletionAsync("restart-1"));

        var steps = spans.All("orchestration_step Steps");
        Assert.True(steps.Count > before);
        Assert.All(steps, step => Assert.Equal(root.TraceId, step.TraceId));
    }

    [Fact]
    public async Task Child_StartedByAStep_BelongsToTheParentsTrace()
    {
        await using var world = new HubWorld();
        using var spans = new Spans("family-");
        var process = await world.StartAsync();
        using (var root = new Activity("test").Start())
        {
            await world.Await(
                process.Client.ScheduleNewOrchestrationInstanceAsync(
                    "Parent",
                    "Echo family-kid",
                    new StartOrchestrationOptions("family-parent")
                )
            );
            await world.Await(process.Client.WaitForInstanceCompletionAsync("family-parent"));

            var parents = spans.All("orchestration_step Parent");
            var child = spans.Single("orchestration_step Echo");
            Assert.Equal(root.TraceId, child.TraceId);
            Assert.Contains(child.ParentSpanId, parents.Select(parent => parent.SpanId));
        }
    }

    [Fact]
    public async Task FailedActivity_ItsSpan_SaysTheTypeAndNothingOfTheMessage()
    {
        await using var world = new HubWorld();
        using var spans = new Spans("fail-");
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Broken", "机密", new StartOrchestrationOptions("fail-1")));
        await world.Await(process.Client.WaitForInstanceCompletionAsync("fail-1"));

        var failed = spans.Single("activity Fail");
        Assert.Equal(ActivityStatusCode.Error, failed.Status);
        Assert.Equal("System.IO.InvalidDataException", failed.GetTagItem("error.type"));
        Assert.DoesNotContain(
            spans.Everything.SelectMany(span => span.TagObjects),
            tag => $"{tag.Value}".Contains("as told", StringComparison.Ordinal) || $"{tag.Value}".Contains("机密", StringComparison.Ordinal)
        );
        Assert.All(spans.Everything, span => Assert.Null(span.StatusDescription));
    }

    [Fact]
    public void Step_OfAnUntracedInstanceInsideAForeignSpan_BeginsATraceOfItsOwn()
    {
        using var spans = new Spans("foreign-");
        using var foreign = new Activity("foreign").Start();
        var record = new InstanceRecord
        {
            InstanceId = "foreign-1",
            Name = "Echo",
            Version = "",
            Status = OrchestrationRuntimeStatus.Running,
            Generation = 0,
            CreatedAt = default,
            LastUpdatedAt = default,
            StartId = "s",
        };

        using var step = Traces.Stepping(record, 0);

        Assert.NotNull(step);
        Assert.NotEqual(foreign.TraceId, step.TraceId);
        Assert.Equal(default, step.ParentSpanId);
    }

    private static async Task<Activity> StartTracedAsync(HubWorld world, HubProcess process, string id)
    {
        using var root = new Activity("test").Start();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", "机密", new StartOrchestrationOptions(id)));
        await world.Settle();
        return root;
    }

    /// <summary>The ended spans about instances whose id begins so: tests run side by side.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly ConcurrentQueue<Activity> _ended = new();

        public Spans(string idPrefix)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == HubTelemetry.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if ($"{activity.GetTagItem("durabletask.instance.id")}".StartsWith(idPrefix, StringComparison.Ordinal))
                    {
                        _ended.Enqueue(activity);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<Activity> Everything => [.. _ended];

        public IReadOnlyList<Activity> All(string name) => [.. _ended.Where(span => span.OperationName == name)];

        public Activity Single(string name) => Assert.Single(All(name));

        public void Dispose() => _listener.Dispose();
    }
}
