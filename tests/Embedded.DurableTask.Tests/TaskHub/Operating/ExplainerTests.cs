using Embedded.DurableTask.Hub.Activities;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Operating;

/// <summary>What facts mean, without a hub.</summary>
public sealed class ExplainerTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
    private static readonly FailureInfo s_failure = new("System.IO.IOException", "磁盘已满", null, null, null);

    [Fact]
    public void Activity_CalledAgainAfterFailures_CountsAttemptsOfTheSameNameAndInput()
    {
        var explanation = Explainer.Explain(
            Facts(
                At(1, Call(0, "Render", "a"), Call(1, "Render", "b")),
                At(2, new TaskFailed(0, s_failure), new TimerCreated(2, s_start.AddMinutes(3))),
                At(3, new TimerFired(2, s_start.AddMinutes(3)), Call(3, "Render", "a")),
                At(4, new TaskFailed(3, s_failure), Call(4, "Render", "a"))
            )
        );

        var attempts = explanation.WaitsFor.Cast<WaitReason.ActivityOutcome>().Select(a => (a.TaskId, a.Attempt, a.Since));
        Assert.Equal([(1, 1, s_start.AddMinutes(1)), (4, 3, s_start.AddMinutes(4))], attempts);
        Assert.Equal(new LastError(s_start.AddMinutes(4), "Render", "System.IO.IOException", "磁盘已满"), explanation.LastError);
    }

    [Fact]
    public void Activity_SucceededInBetween_BeginsWithItsFirstAttemptAgain()
    {
        var explanation = Explainer.Explain(
            Facts(
                At(1, Call(0, "Read", "a")),
                At(2, new TaskFailed(0, s_failure), Call(1, "Read", "a")),
                At(3, new TaskCompleted(1, null), Call(2, "Read", "a"))
            )
        );

        Assert.Equal(1, Assert.IsType<WaitReason.ActivityOutcome>(Assert.Single(explanation.WaitsFor)).Attempt);
    }

    [Fact]
    public void Activity_InHandOfAnEarlierGeneration_IsNotTakenForThisOne()
    {
        var facts = Facts(At(1, Call(0, "Read", "a"))) with { Activities = [new ActivityInHand(Generation: 7, 0, s_start)] };

        var activity = Assert.IsType<WaitReason.ActivityOutcome>(Assert.Single(Explainer.Explain(facts).WaitsFor));

        Assert.Equal(ActivityPlace.Unknown, activity.Place);
    }

    [Theory]
    [InlineData("""{"actor":"王建国","other":1}""", null, "王建国")]
    [InlineData(null, "保密办", "保密办")]
    [InlineData("""{"actor":"王建国"}""", "保密办", "王建国")]
    [InlineData("""{"actor":5}""", null, null)]
    [InlineData("""{"actor":""", null, null)]
    [InlineData("\"waiting\"", null, null)]
    public void Actor_NamedByTheApp_ByStatusThenByTag(string? status, string? tag, string? expected)
    {
        var facts = Facts() with { CustomStatus = status, Code = new CodeReading.Known([new OpenWait("Decided", s_start)], []) };
        var tagged = facts with
        {
            Record = facts.Record with { Tags = tag is null ? null : new Dictionary<string, string> { ["actor"] = tag } },
        };

        var actor = Explainer.Explain(tagged).Actor;

        Assert.Equal(expected is null ? new Actor(ActorKind.Sender, "Decided") : new Actor(ActorKind.Named, expected), actor);
    }

    [Fact]
    public void EventAndTimer_Raced_BothToldAndTheSenderMustAct()
    {
        var due = s_start.AddDays(2);
        var facts = Facts(At(1, new TimerCreated(0, due), new TimerCreated(1, due.AddDays(1)))) with
        {
            Code = new CodeReading.Known([new OpenWait("Decided", s_start.AddMinutes(1))], []),
        };

        var explanation = Explainer.Explain(facts);

        Assert.Equal(3, explanation.WaitsFor.Count);
        Assert.Equal(due, explanation.NextTimer);
        Assert.Equal(new Actor(ActorKind.Sender, "Decided"), explanation.Actor);
    }

    [Fact]
    public void NextGenerationAboutToBegin_OldCallsOpen_WaitsForItsTurnOnly()
    {
        var explanation = Explainer.Explain(Facts(At(1, Call(0, "Read", "a")), At(2, new ExecutionContinuedAsNew(null, "", []))));

        Assert.IsType<WaitReason.Turn>(Assert.Single(explanation.WaitsFor));
        Assert.Equal(ActorKind.App, explanation.Actor.Kind);
    }

    [Fact]
    public void Suspended_ThenResumed_NothingIsLeftOfIt()
    {
        var explanation = Explainer.Explain(
            Facts(At(1, new ExecutionSuspended("why")), At(5, new ExecutionResumed(null))) with
            {
                Code = new CodeReading.Known([new OpenWait("Go", s_start)], []),
            }
        );

        Assert.IsType<WaitReason.ExternalEvent>(Assert.Single(explanation.WaitsFor));
        Assert.Equal(s_start.AddMinutes(5), explanation.StatusSince);
    }

    [Theory]
    [InlineData(true, "活动 Render 正在执行（自 2026-01-05 01:01:00 UTC，已 9 分钟），第 2 次尝试。", "无需任何人处理：应用程序正在处理。")]
    [InlineData(
        false,
        "The activity Render is running (since 2026-01-05 01:01:00 UTC, 9 minutes), attempt 2.",
        "Nobody needs to act: the app is at work."
    )]
    public void Words_RunningActivity_SayItInEitherLanguage(bool inChinese, string first, string second)
    {
        var facts = Facts(At(0, Call(0, "Render", "a")), At(1, new TaskFailed(0, s_failure), Call(1, "Render", "a"))) with
        {
            Activities = [new ActivityInHand(0, 1, s_start.AddMinutes(1))],
        };

        var words = ExplanationWords.Of(Explainer.Explain(facts), inChinese);

        Assert.Equal([first, second], words.Take(2));
        Assert.Contains("磁盘已满", words[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_EveryKindOfReasonAndActor_HaveASentenceInEachLanguage()
    {
        WaitReason[] reasons =
        [
            new WaitReason.ActivityOutcome("A", 0, s_start, 1, ActivityPlace.Queued, null),
            new WaitReason.ActivityOutcome("A", 0, s_start, 1, ActivityPlace.Unknown, null),
            new WaitReason.ExternalEvent("E", s_start),
            new WaitReason.Timer(0, s_start, s_start),
            new WaitReason.ChildOutcome("i", "C", s_start),
            new WaitReason.Resumption(null, s_start),
            new WaitReason.Repair("r", s_start),
            new WaitReason.StartTime(s_start),
            new WaitReason.Owner(),
            new WaitReason.Turn(),
            new WaitReason.Nothing(OrchestrationRuntimeStatus.Failed, s_start),
        ];
        var explanation = Explainer.Explain(Facts()) with { WaitsFor = reasons };
        foreach (var kind in Enum.GetValues<ActorKind>())
        {
            var zh = ExplanationWords.Of(explanation with { Actor = new Actor(kind, "N") }, inChinese: true);
            var en = ExplanationWords.Of(explanation with { Actor = new Actor(kind, "N") }, inChinese: false);

            Assert.Equal(reasons.Length + 1, zh.Count);
            Assert.Equal(zh.Count, zh.Distinct().Count());
            Assert.Equal(en.Count, en.Distinct().Count());
            Assert.All(zh, sentence => Assert.Contains(sentence, letter => letter >= '一'));
            Assert.All(en, sentence => Assert.DoesNotContain(sentence, letter => letter >= '一'));
        }
    }

    private static TaskScheduled Call(int id, string name, string input) => new(id, name, "", input, input, null);

    private static HistoryEvent[] At(int minute, params HistoryEvent[] events) => [new StepStarted(s_start.AddMinutes(minute)), .. events];

    private static InstanceFacts Facts(params HistoryEvent[][] later) =>
        new()
        {
            Record = new InstanceRecord
            {
                InstanceId = "x",
                Name = "Life",
                Version = "",
                Status = OrchestrationRuntimeStatus.Running,
                Generation = 0,
                CreatedAt = s_start,
                LastUpdatedAt = s_start,
                StartId = "s",
            },
            History = [At(0, new ExecutionStarted("x", "Life", "", null, 0, null, null, s_start)), .. later],
            Shard = 0,
            Owner = "p",
            IsOwnedHere = true,
            Now = s_start.AddMinutes(10),
        };
}
