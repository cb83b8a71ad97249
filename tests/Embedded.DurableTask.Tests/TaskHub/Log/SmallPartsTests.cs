using Embedded.DurableTask.Hub;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Ownership;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;

namespace Embedded.DurableTask.Tests.HubTests.Log;

/// <summary>The hub's small parts by themselves.</summary>
public sealed class SmallPartsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Mark_Covers_NeverTooLittle()
    {
        var idle = new ActiveMark(false, null, false);
        var early = new ActiveMark(false, s_now, false);
        var late = new ActiveMark(false, s_now.AddHours(1), false);
        var parked = new ActiveMark(false, null, true);

        Assert.True(ActiveMark.Busy.Covers(idle));
        Assert.True(ActiveMark.Busy.Covers(early));
        Assert.False(idle.Covers(ActiveMark.Busy));
        Assert.False(idle.Covers(early));
        Assert.True(early.Covers(late));
        Assert.False(late.Covers(early));
        Assert.True(early.Covers(idle));
        Assert.False(ActiveMark.Busy.Covers(parked));
        Assert.False(parked.Covers(idle));
    }

    [Fact]
    public void Mark_Row_ThereAndBack()
    {
        var mark = new ActiveMark(true, s_now, false);

        Assert.Equal(mark, ActiveMark.From(mark.ToRow("p", "x", "x")));
    }

    [Fact]
    public void Record_Row_ThereAndBack()
    {
        var record = new InstanceRecord
        {
            InstanceId = "公开/1",
            Name = "Report",
            Version = "1.0",
            Status = OrchestrationRuntimeStatus.Failed,
            Generation = 3,
            CreatedAt = s_now,
            LastUpdatedAt = s_now.AddTicks(1),
            StartId = "s",
            Input = "1",
            Output = "2",
            CustomStatus = "3",
            Failure = InstanceRows.ToText(new FailureInfo("T", "m", null, null, null)),
            StartAt = s_now,
            ParkedReason = "because",
            Parent = new ParentInfo("p", "n", 1, 2),
            EarlierEventIds = ["a", "b"],
        };

        var read = InstanceRows.ToRecord(InstanceRows.ToRow("p", record));

        Assert.Equal(record with { EarlierEventIds = [] }, read with { EarlierEventIds = [] });
        Assert.Equal(record.EarlierEventIds, read.EarlierEventIds);
        Assert.Equal("T", InstanceRows.ToFailure(read.Failure!)!.ErrorType);
    }

    [Fact]
    public void Record_UnknownSchema_Refused()
    {
        var row = new TableRow("p", "i|x");
        row.Set("v", 2L);

        Assert.Throws<UnreadableRowException>(() => InstanceRows.ToRecord(row));
    }

    [Fact]
    public void StorageClock_Ahead_HeldBackByWhatIsCertain()
    {
        var time = new FakeTimeProvider(s_now);
        var clock = new StorageClock(time);
        Assert.Equal(s_now, clock.UtcNow);

        clock.See(s_now.AddSeconds(-0.5));
        Assert.Equal(s_now, clock.UtcNow);
        clock.See(s_now.AddSeconds(20));
        Assert.Equal(s_now, clock.UtcNow);
        Assert.True(clock.ClocksAgree);

        var ahead = new StorageClock(time);
        ahead.See(s_now.AddSeconds(-61));
        Assert.Equal(s_now.AddSeconds(-60), ahead.UtcNow);
        Assert.False(ahead.ClocksAgree);
    }

    [Fact]
    public void StorageClock_OneSlowAnswer_DoesNotHoldBack()
    {
        var clock = new StorageClock(new FakeTimeProvider(s_now));
        clock.See(s_now);
        clock.See(s_now.AddSeconds(-20));

        Assert.Equal(s_now, clock.UtcNow);
    }

    [Theory]
    [InlineData(VersionMatchStrategy.None, "1.0", "9.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "1.0", "1.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "1.0", "0.9", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.0", "1.0", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.0", "", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "10.0", "9.0", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.0", "1.1", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "", "1.1", true)]
    public void CodeGate_Versions_AsTheStrategySays(VersionMatchStrategy strategy, string current, string version, bool runs)
    {
        var registry = new TaskRegistry();
        registry.AddOrchestrator("X", _ => Task.FromResult<object?>(null));
        var gate = new CodeGate(registry, new TaskHubOptions { DefaultVersion = current, VersionMatchStrategy = strategy });

        var answer = gate.Find("x", version);

        Assert.Equal(runs, answer is CodeAnswer.Run);
        Assert.Equal(!runs, answer is CodeAnswer.Park);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1hub")]
    [InlineData("hub-1")]
    public void Options_BadHubName_NamedInTheMessage(string name)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new TaskHubOptions { HubName = name }.Validate());

        Assert.Contains(nameof(TaskHubOptions.HubName), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutOfRange_NamedInTheMessage()
    {
        AssertNamed(new TaskHubOptions { ShardCount = 0 }, nameof(TaskHubOptions.ShardCount));
        AssertNamed(new TaskHubOptions { LeasePeriod = TimeSpan.Zero }, nameof(TaskHubOptions.LeasePeriod));
        AssertNamed(new TaskHubOptions { BlobThresholdChars = 40_000 }, nameof(TaskHubOptions.BlobThresholdChars));
        AssertNamed(new TaskHubOptions { MaxConcurrentActivities = 0 }, nameof(TaskHubOptions.MaxConcurrentActivities));
        new TaskHubOptions().Validate();

        static void AssertNamed(TaskHubOptions options, string name) =>
            Assert.Contains(name, Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProcessIdentity_ThisProcess_NotDeadAndOthersOnlyIfCertain()
    {
        var self = ProcessIdentity.Create(new IdSource(TimeProvider.System, HubSurroundings.Real));
        var parts = self.Split('|');

        Assert.False(ProcessIdentity.IsCertainlyDead(self));
        Assert.True(ProcessIdentity.IsCertainlyDead($"{parts[0]}|{parts[1]}|1|x"));
        Assert.True(ProcessIdentity.IsCertainlyDead($"{parts[0]}|{int.MaxValue}|{parts[2]}|x"));
        Assert.False(ProcessIdentity.IsCertainlyDead($"elsewhere|{int.MaxValue}|{parts[2]}|x"));
        Assert.False(ProcessIdentity.IsCertainlyDead(""));
    }

    [Fact]
    public void IdSource_ClockStandsStillOrGoesBack_StillOrdered()
    {
        var time = new FakeTimeProvider(s_now);
        var ids = new IdSource(time, HubSurroundings.Real);
        var made = Enumerable.Range(0, 100).Select(_ => ids.NewOrderedId()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(100, made.Distinct().Count());
    }

    [Fact]
    public void BackOff_Attempts_GrowWithinBounds()
    {
        var backOff = new BackOff(TimeProvider.System, HubSurroundings.Real);
        Assert.InRange(backOff.Pause(1).TotalMilliseconds, 10, 20);
        Assert.InRange(backOff.Pause(5).TotalMilliseconds, 160, 320);
        Assert.InRange(backOff.Pause(60).TotalMilliseconds, 2_500, 5_000);
    }
}
