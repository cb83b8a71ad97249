using Disclosure.Functions.Workflow;
using Microsoft.DurableTask;

namespace Disclosure.Functions.Tests.Workflow;

public sealed class ReportLifecycleTests
{
    private static readonly LifecycleInput s_input = new() { ReportId = "620700082-2021", Logic = "1.0" };
    private static readonly OpenedRound s_round = new() { Round = 1, Stages = ["secrecy", "signoff"] };
    private static readonly PublicationStep s_done = new();

    [Fact]
    public async Task Run_SubmittedAndApprovedEverywhere_PublishesStepByStep()
    {
        var context = Submitted().On(nameof(ReviewStage), StageVerdict.Approved);

        Assert.Equal("Published", await ReportLifecycle.Run(context));

        Assert.Equal(
            [
                "ReadDraftingState",
                "OpenRound",
                "ReviewStage as 620700082-2021:1:secrecy",
                "ReviewStage as 620700082-2021:1:signoff",
                "AllotIndexNumber",
                "RenderDocuments",
                "CompareWithSignedOff",
                "ListInCatalogue",
                "AnnouncePublication",
            ],
            context.Calls
        );
        Assert.Null(context.ContinuedWith);
    }

    [Fact]
    public async Task Run_NotYetSubmitted_WaitsAndLooksAgainAtEachEvent()
    {
        var context = Submitted()
            .On(nameof(RoundActivities.ReadDraftingState), new DraftingState(), new DraftingState(), new DraftingState { Submitted = true })
            .On(nameof(ReviewStage), StageVerdict.Approved);

        var running = ReportLifecycle.Run(context);
        Assert.Equal(1, context.OpenWaits);
        context.Raise(); // a stray event: nothing was submitted
        Assert.Equal(1, context.OpenWaits);
        context.Raise();

        Assert.Equal("Published", await running);
    }

    [Fact]
    public async Task Run_CancelledDraft_EndsWithoutARound()
    {
        var context = new ScriptedContext(s_input).On(nameof(RoundActivities.ReadDraftingState), new DraftingState { Cancelled = true });

        Assert.Equal("Cancelled", await ReportLifecycle.Run(context));

        Assert.Equal(["ReadDraftingState"], context.Calls);
    }

    [Theory]
    [InlineData(StageVerdict.Returned)]
    [InlineData(StageVerdict.Recalled)]
    public async Task Run_RoundEndedEarly_ClosesItAndBeginsANewGeneration(StageVerdict verdict)
    {
        var context = Submitted().On(nameof(ReviewStage), verdict);

        await ReportLifecycle.Run(context);

        Assert.Equal("CloseRound", context.Calls[^1]);
        Assert.DoesNotContain(context.Calls, call => call.EndsWith("signoff", StringComparison.Ordinal));
        Assert.Equal(s_input, context.ContinuedWith);
    }

    [Fact]
    public async Task Run_PublicationRefused_RecordsTheCauseAndWaitsForARetry()
    {
        var context = Submitted()
            .On(nameof(ReviewStage), StageVerdict.Approved)
            .On(nameof(PublicationActivities.CompareWithSignedOff), new PublicationStep { Refusal = "摘要不一致" })
            .On(nameof(PublicationActivities.IsRetryAskedFor), false, true);
        string? cause = null;
        context.On(
            nameof(PublicationActivities.RecordPublicationFailure),
            failure =>
            {
                cause = ((PublicationFailure)failure!).Cause;
                return null;
            }
        );

        var running = ReportLifecycle.Run(context);
        Assert.False(running.IsCompleted);
        context.Raise();
        await running;

        Assert.Equal("摘要不一致", cause);
        Assert.DoesNotContain("ListInCatalogue", context.Calls);
        Assert.Equal(s_input with { Phase = LifecyclePhase.Publishing }, context.ContinuedWith);
    }

    [Fact]
    public async Task Run_StepFailsForGood_RecordsWhichAndWhy()
    {
        string? cause = null;
        var context = Submitted()
            .On(nameof(ReviewStage), StageVerdict.Approved)
            .On(
                nameof(PublicationActivities.RenderDocuments),
                _ => throw new TaskFailedException("RenderDocuments", 7, new IOException("disk full"))
            )
            .On(nameof(PublicationActivities.IsRetryAskedFor), true)
            .On(nameof(PublicationActivities.RecordPublicationFailure), failure => cause = ((PublicationFailure)failure!).Cause);

        await ReportLifecycle.Run(context);

        Assert.Equal("RenderDocuments: disk full", cause);
    }

    [Fact]
    public async Task Run_RetriedGeneration_PublishesWithoutAnotherReview()
    {
        var context = Steps(new ScriptedContext(s_input with { Phase = LifecyclePhase.Publishing }));

        Assert.Equal("Published", await ReportLifecycle.Run(context));

        Assert.Equal("AllotIndexNumber", context.Calls[0]);
    }

    private static ScriptedContext Submitted() =>
        Steps(new ScriptedContext(s_input))
            .On(nameof(RoundActivities.ReadDraftingState), new DraftingState { Submitted = true })
            .On(nameof(RoundActivities.OpenRound), s_round);

    private static ScriptedContext Steps(ScriptedContext context) =>
        context
            .On(nameof(PublicationActivities.AllotIndexNumber), s_done)
            .On(nameof(PublicationActivities.RenderDocuments), s_done)
            .On(nameof(PublicationActivities.CompareWithSignedOff), s_done)
            .On(nameof(PublicationActivities.ListInCatalogue), s_done)
            .On(nameof(PublicationActivities.AnnouncePublication), s_done);
}
