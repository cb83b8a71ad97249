using Disclosure.Functions.Workflow;

namespace Disclosure.Functions.Tests.Workflow;

public sealed class ReviewStageTests
{
    private static readonly StageInput s_stage = new()
    {
        ReportId = "620700082-2021",
        Round = 1,
        Stage = "secrecy",
    };

    private static readonly DateTime s_reminder = new(2022, 1, 11, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Run_DecisionsArrive_EndsWithTheVerdictAndClosesTheStage()
    {
        var context = new ScriptedContext(s_stage).On(nameof(StageActivities.ReadStage), Open(), Open(), Ended(StageVerdict.Approved));

        var running = ReviewStage.Run(context);
        context.Raise(); // one of two needed approvals
        Assert.False(running.IsCompleted);
        context.Raise();

        Assert.Equal(StageVerdict.Approved, await running);
        Assert.Equal("CloseStage", context.Calls[^1]);
        Assert.Empty(context.OpenTimers);
    }

    [Fact]
    public async Task Run_ReminderComesDue_RemindsAndGoesOnWithTheSameWait()
    {
        var context = new ScriptedContext(s_stage).On(nameof(StageActivities.ReadStage), Open(), Open(), Ended(StageVerdict.Returned));

        var running = ReviewStage.Run(context);
        Assert.Equal([s_reminder], context.OpenTimers);
        context.FireTimer();
        Assert.Contains("RemindReviewers", context.Calls);
        Assert.Equal(1, context.OpenWaits);
        context.Raise();

        Assert.Equal(StageVerdict.Returned, await running);
        Assert.Empty(context.OpenTimers);
    }

    [Fact]
    public async Task Run_EventBeforeTheFirstLook_IsNotLost()
    {
        var context = new ScriptedContext(s_stage).On(nameof(StageActivities.ReadStage), Open(), Ended(StageVerdict.Recalled));
        context.Raise();

        Assert.Equal(StageVerdict.Recalled, await ReviewStage.Run(context));
    }

    [Fact]
    public void Run_NobodyDecidesAndNoReminderIsDue_NeverApproves()
    {
        var context = new ScriptedContext(s_stage).On(nameof(StageActivities.ReadStage), new StageState { Verdict = StageVerdict.Open });

        var running = ReviewStage.Run(context);

        Assert.False(running.IsCompleted);
        Assert.Empty(context.OpenTimers);
    }

    private static StageState Open() => new() { Verdict = StageVerdict.Open, NextReminder = s_reminder };

    private static StageState Ended(StageVerdict verdict) => new() { Verdict = verdict };
}
