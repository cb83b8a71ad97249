using System.Text.Json;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class HistorySerializerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 5, 1, 2, 3, TimeSpan.Zero);
    private static readonly Dictionary<string, string> Tags = new() { ["organ"] = "620700082" };
    private static readonly FailureInfo Failure = new("A.B", "坏了", "at C", new FailureInfo("D", "e", null, null, null), null);

    /// <summary>The stored form of each event. These lines are never edited: history written by any release must stay readable.</summary>
    public static TheoryData<string> Golden() =>
        [
            """{"k":"step","t":"2026-01-05T01:02:03+00:00"}""",
            """{"k":"start","i":"a:1","n":"Life","v":"1.0","in":"{\"Serial\":7,\"Title\":\"年度报告\"}","g":2,"p":{"i":"p","n":"Parent","id":4,"g":1},"tags":{"organ":"620700082"},"c":"2026-01-05T01:02:03+00:00"}""",
            """{"k":"start","i":"a","n":"Life","v":"","g":0,"c":"2026-01-05T01:02:03+00:00"}""",
            """{"k":"done","id":1,"out":"2"}""",
            """{"k":"fail","id":1,"f":{"t":"A.B","m":"坏了","s":"at C","i":{"t":"D","m":"e"}}}""",
            """{"k":"cdone","id":1}""",
            """{"k":"cfail","id":1,"f":{"t":"A.B","m":"坏了","s":"at C","i":{"t":"D","m":"e"}}}""",
            """{"k":"fired","id":1,"at":"2026-01-05T01:02:03+00:00"}""",
            """{"k":"event","e":"e1","n":"Decided","in":"\"yes\""}""",
            """{"k":"susp","r":"audit"}""",
            """{"k":"resu"}""",
            """{"k":"term","out":"1","r":"by hand"}""",
            """{"k":"task","id":1,"n":"Render","v":"1.0","in":"7","d":"abc","tags":{"organ":"620700082"}}""",
            """{"k":"timer","id":1,"at":"2026-01-05T01:02:03+00:00"}""",
            """{"k":"tcanc","id":1}""",
            """{"k":"child","id":1,"i":"a:2","n":"Stage","v":"","in":"7","d":"abc"}""",
            """{"k":"send","id":1,"e":"e2","i":"b","n":"Done","in":"7"}""",
            """{"k":"stat","s":"\"审查中\""}""",
            """{"k":"stat"}""",
            """{"k":"end","out":"7"}""",
            """{"k":"efail","f":{"t":"A.B","m":"坏了","s":"at C","i":{"t":"D","m":"e"}}}""",
            """{"k":"again","in":"7","v":"2.0","ev":[{"e":"e1","n":"Decided","in":"1"}]}""",
        ];

    [Theory]
    [MemberData(nameof(Golden))]
    public void Serialize_StoredEvent_ReadsAndWritesTheSame(string json)
    {
        var commit = HistorySerializer.Deserialize($"[{json}]");

        Assert.Equal($"[{json}]", HistorySerializer.Serialize(commit));
    }

    [Fact]
    public void Deserialize_StoredEvents_AreWhatTheySay()
    {
        var events = Golden().SelectMany(row => HistorySerializer.Deserialize($"[{row.Data}]")).ToList();

        HistoryEvent[] expected =
        [
            new StepStarted(Time),
            new TaskCompleted(1, "2"),
            new TaskFailed(1, Failure),
            new ChildCompleted(1, null),
            new ChildFailed(1, Failure),
            new TimerFired(1, Time),
            new EventRaised("e1", "Decided", "\"yes\""),
            new ExecutionSuspended("audit"),
            new ExecutionResumed(null),
            new ExecutionTerminated("1", "by hand"),
            new TimerCreated(1, Time),
            new TimerCancelled(1),
            new ChildScheduled(1, "a:2", "Stage", "", "7", "abc", null),
            new EventSent(1, "e2", "b", "Done", "7"),
            new CustomStatusSet("\"审查中\""),
            new CustomStatusSet(null),
            new ExecutionCompleted("7"),
            new ExecutionFailed(Failure),
        ];
        Assert.All(expected, one => Assert.Contains(one, events));
        var started = events.OfType<ExecutionStarted>().First();
        Assert.Equal(new ParentInfo("p", "Parent", 4, 1), started.Parent);
        Assert.Equal(Tags, started.Tags);
        Assert.Equal(Tags, events.OfType<TaskScheduled>().Single().Tags);
        Assert.Equal([new EventRaised("e1", "Decided", "1")], events.OfType<ExecutionContinuedAsNew>().Single().CarriedOver);
    }

    [Fact]
    public void Golden_EveryKindOfEvent_IsThere()
    {
        var golden = Golden().SelectMany(row => HistorySerializer.Deserialize($"[{row.Data}]")).Select(one => one.GetType()).ToHashSet();

        var all = typeof(HistoryEvent).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(HistoryEvent)));

        Assert.Empty(all.Except(golden));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""[{"k":"unheard of"}]""")]
    [InlineData("""[{"k":"step","t":""")]
    public void Deserialize_NoCommit_Throws(string json) => Assert.Throws<JsonException>(() => HistorySerializer.Deserialize(json));

    [Fact]
    public void Serialize_TimeToTheTick_ReadsTheSame()
    {
        var step = new StepStarted(new DateTimeOffset(639_000_000_012_345_679, TimeSpan.Zero));

        Assert.Equal([step], HistorySerializer.Deserialize(HistorySerializer.Serialize([step])));
    }

    [Fact]
    public void SessionState_Apply_UnknownEvent_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SessionState.Empty.Apply(new Unheard()));

    private sealed record Unheard : HistoryEvent;
}
