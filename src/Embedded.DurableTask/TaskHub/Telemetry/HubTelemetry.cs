using System.Diagnostics;
using System.Diagnostics.Metrics;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Shards;

namespace Embedded.DurableTask.Hub.Telemetry;

/// <summary>
/// The instruments of one hub, described in <c>docs/telemetry.md</c>. Names of orchestrators, activities and events are tags; instance
/// ids are only on traces, payloads nowhere. A hub has its own meter, so that its gauges go with it.
/// </summary>
internal sealed class HubTelemetry : IDisposable
{
    /// <summary>Of the meter and of the activity source: part of what operators configure, never to be changed.</summary>
    public const string SourceName = "Embedded.DurableTask";

    /// <summary>A tag of metrics and spans.</summary>
    public const string OrchestrationName = "durabletask.orchestration.name";

    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly InstrumentAdvice<int> s_counts = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000],
    };

    private readonly Meter _meter;

    public HubTelemetry(string hubName)
    {
        _meter = new Meter(
            new MeterOptions(SourceName)
            {
                Version = typeof(HubTelemetry).Assembly.GetName().Version?.ToString(3),
                Tags = [new("durabletask.hub.name", hubName)],
            }
        );
        CommitDuration = _meter.CreateHistogram(
            "durabletask.commit.duration",
            "s",
            "From sending a transaction to knowing its outcome.",
            null,
            s_seconds
        );
        CommitRows = _meter.CreateHistogram(
            "durabletask.commit.rows",
            "{row}",
            "Rows of a transaction, the owner row not counted.",
            null,
            s_counts
        );
        CommitUnits = _meter.CreateHistogram(
            "durabletask.commit.units",
            "{unit}",
            "Steps and other units that share a transaction.",
            null,
            s_counts
        );
        DoubtfulCommits = _meter.CreateCounter<long>(
            "durabletask.commit.doubtful",
            "{commit}",
            "Answers that did not say whether a transaction happened."
        );
        ShardsLost = _meter.CreateCounter<long>("durabletask.shard.lost", "{shard}", "Times another process was found to own a shard.");
        ShardReloads = _meter.CreateCounter<long>(
            "durabletask.shard.reloads",
            "{shard}",
            "Times a shard's memory was dropped and read again."
        );
        ReplayCommits = _meter.CreateHistogram(
            "durabletask.replay.commits",
            "{commit}",
            "Commits replayed to load an instance.",
            null,
            s_counts
        );
        TimerLateness = _meter.CreateHistogram(
            "durabletask.timer.lateness",
            "s",
            "From a timer's due time to the step that fires it.",
            null,
            s_seconds
        );
        Steps = _meter.CreateCounter<long>("durabletask.orchestration.steps", "{step}", "Steps that entered history.");
        Finished = _meter.CreateCounter<long>("durabletask.orchestration.finished", "{instance}", "Instances that ended.");
        Purged = _meter.CreateCounter<long>("durabletask.orchestration.purged", "{instance}", "Instances purged.");
        ActivityDuration = _meter.CreateHistogram("durabletask.activity.duration", "s", "Run time of an activity's code.", null, s_seconds);
    }

    public static ActivitySource Source { get; } = new(SourceName, typeof(HubTelemetry).Assembly.GetName().Version?.ToString(3));

    public Histogram<double> CommitDuration { get; }

    public Histogram<int> CommitRows { get; }

    public Histogram<int> CommitUnits { get; }

    public Counter<long> DoubtfulCommits { get; }

    public Counter<long> ShardsLost { get; }

    public Counter<long> ShardReloads { get; }

    public Histogram<int> ReplayCommits { get; }

    public Histogram<double> TimerLateness { get; }

    public Counter<long> Steps { get; }

    public Counter<long> Finished { get; }

    public Counter<long> Purged { get; }

    public Histogram<double> ActivityDuration { get; }

    /// <summary>A step has entered history.</summary>
    public void CountStep(InstanceRecord record) => Steps.Add(1, new KeyValuePair<string, object?>(OrchestrationName, record.Name));

    /// <summary>An instance has ended.</summary>
    public void CountFinished(InstanceRecord record)
    {
        if (Finished.Enabled)
        {
            Finished.Add(1, new(OrchestrationName, record.Name), new("durabletask.orchestration.status", record.Status.ToString()));
        }
    }

    /// <summary>A tenure over a shard has ended.</summary>
    public void CountEnd(ShardEnd end)
    {
        if (end == ShardEnd.Lost)
        {
            ShardsLost.Add(1);
        }
        else if (end == ShardEnd.MustReload)
        {
            ShardReloads.Add(1);
        }
    }

    /// <summary>A batch has an outcome.</summary>
    public void CountCommit(Batch batch, TimeSpan duration, bool succeeded)
    {
        CommitDuration.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>("durabletask.outcome", succeeded ? "committed" : "refused")
        );
        CommitRows.Record(batch.Rows);
        CommitUnits.Record(batch.Units.Count);
    }

    /// <summary>Lets the hub be asked how it stands whenever somebody collects.</summary>
    public void Observe(Func<HubBacklog> read)
    {
        Gauge("durabletask.shards.owned", "{shard}", "Shards that this process owns.", backlog => backlog.Shards);
        Gauge("durabletask.instances.active", "{instance}", "Instances not finished in the shards owned.", backlog => backlog.Active);
        Gauge("durabletask.instances.parked", "{instance}", "Those of them that are parked.", backlog => backlog.Parked);
        Gauge("durabletask.backlog.ready", "{instance}", "Instances whose turn is to come.", backlog => backlog.Ready);
        Gauge("durabletask.backlog.inbox", "{message}", "Inbox rows taken into memory and not yet settled.", backlog => backlog.Inbox);
        Gauge("durabletask.activities.running", "{activity}", "Activities running in this process.", backlog => backlog.RunningActivities);
        Gauge("durabletask.activities.queued", "{activity}", "Activities waiting for others to end.", backlog => backlog.QueuedActivities);

        void Gauge(string name, string unit, string description, Func<HubBacklog, int> value) =>
            _meter.CreateObservableGauge(name, () => value(read()), unit, description);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

/// <summary>What a process has to do, counted at one moment.</summary>
internal sealed record HubBacklog(int Shards, int Active, int Parked, int Ready, int Inbox, int RunningActivities, int QueuedActivities);
