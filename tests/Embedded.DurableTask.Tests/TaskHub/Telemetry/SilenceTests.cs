using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Telemetry;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Telemetry;

/// <summary>What telemetry costs while nobody listens.</summary>
[Collection(TraceTests.Serial)]
public sealed class SilenceTests
{
    private const int Rounds = 1_000;

    [Fact]
    public void Instruments_NobodyListens_AllocateNothing()
    {
        using var telemetry = new HubTelemetry("Silent");
        var batch = new Batch(1);
        var record = Record();

        Assert.Equal(
            0,
            AllocatedBy(() =>
            {
                telemetry.CountCommit(batch, TimeSpan.FromMilliseconds(3), succeeded: true);
                telemetry.CountFinished(record);
                telemetry.CountStep(record);
                telemetry.DoubtfulCommits.Add(1);
                telemetry.ReplayCommits.Record(5);
                telemetry.TimerLateness.Record(0.5);
            })
        );
    }

    [Fact]
    public void Spans_NobodyListens_AreNotMadeAndAllocateNothing()
    {
        var record = Record();
        Assert.Null(Traces.Stepping(record, 3));
        Assert.Null(Traces.CurrentParent);

        Assert.Equal(
            0,
            AllocatedBy(() =>
            {
                using var create = Traces.Starting("Steps", "x");
                using var step = Traces.Stepping(record, 3);
                using var run = Traces.Running("AddOne", "x", 0, Traces.CurrentParent);
                Traces.Fail(run, "System.Exception");
            })
        );
    }

    private static long AllocatedBy(Action work)
    {
        for (var i = 0; i < 100; i++)
        {
            work();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            work();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static InstanceRecord Record() =>
        new()
        {
            InstanceId = "x",
            Name = "Steps",
            Version = "",
            Status = OrchestrationRuntimeStatus.Completed,
            Generation = 0,
            CreatedAt = default,
            LastUpdatedAt = default,
            StartId = "s",
        };
}
