using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Disclosure.Functions.Workflow;

/// <summary>
/// The life of one report: submission, the stages of its round, publication. Its instance id is the report's id. Each round and each
/// further attempt to publish begins a new generation, so that history stays small.
/// </summary>
internal static class ReportLifecycle
{
    [Function(nameof(ReportLifecycle))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<LifecycleInput>() ?? throw new InvalidOperationException("The life of a report needs its id.");
        if (input.Phase == LifecyclePhase.Drafting)
        {
            if (!await IsSubmittedAsync(context, input))
            {
                return "Cancelled";
            }

            if (!await PassesReviewAsync(context, input))
            {
                context.ContinueAsNew(input);
                return "Returned";
            }
        }

        if (await PublicationRefusalAsync(context, input) is not { } cause)
        {
            return "Published";
        }

        await context.CallActivityAsync(
            nameof(PublicationActivities.RecordPublicationFailure),
            new PublicationFailure { ReportId = input.ReportId, Cause = cause },
            WorkflowNames.Patiently
        );
        await RetryIsAskedForAsync(context, input);
        context.ContinueAsNew(input with { Phase = LifecyclePhase.Publishing });
        return "PublishFailed";
    }

    /// <summary>Waits in the drafter's hands. False if the report was cancelled instead.</summary>
    private static async Task<bool> IsSubmittedAsync(TaskOrchestrationContext context, LifecycleInput input)
    {
        while (true)
        {
            var state = await context.CallActivityAsync<DraftingState>(
                nameof(RoundActivities.ReadDraftingState),
                input.ReportId,
                WorkflowNames.Patiently
            );
            if (state.Submitted || state.Cancelled)
            {
                return state.Submitted;
            }

            await context.WaitForExternalEvent<string>(WorkflowNames.FactRecorded);
        }
    }

    /// <summary>Takes the submitted revision through every stage of its round. False if it went back to the drafter.</summary>
    private static async Task<bool> PassesReviewAsync(TaskOrchestrationContext context, LifecycleInput input)
    {
        var round = await context.CallActivityAsync<OpenedRound>(
            nameof(RoundActivities.OpenRound),
            input.ReportId,
            WorkflowNames.Patiently
        );
        foreach (var stage in round.Stages)
        {
            var verdict = await context.CallSubOrchestratorAsync<StageVerdict>(
                nameof(ReviewStage),
                new StageInput
                {
                    ReportId = input.ReportId,
                    Round = round.Round,
                    Stage = stage,
                },
                new TaskOptions().WithInstanceId(StageInput.InstanceIdOf(input.ReportId, round.Round, stage))
            );
            if (verdict != StageVerdict.Approved)
            {
                await context.CallActivityAsync(nameof(RoundActivities.CloseRound), input.ReportId, WorkflowNames.Patiently);
                return false;
            }
        }

        return true;
    }

    /// <summary>Null once the report is published; else why it is not.</summary>
    private static async Task<string?> PublicationRefusalAsync(TaskOrchestrationContext context, LifecycleInput input)
    {
        string[] steps =
        [
            nameof(PublicationActivities.AllotIndexNumber),
            nameof(PublicationActivities.RenderDocuments),
            nameof(PublicationActivities.CompareWithSignedOff),
            nameof(PublicationActivities.ListInCatalogue),
            nameof(PublicationActivities.AnnouncePublication),
        ];
        foreach (var step in steps)
        {
            try
            {
                var done = await context.CallActivityAsync<PublicationStep>(step, input.ReportId, WorkflowNames.AMinute);
                if (done.Refusal is { } refusal)
                {
                    return refusal;
                }
            }
            catch (TaskFailedException exception)
            {
                return $"{step}: {exception.FailureDetails.ErrorMessage}";
            }
        }

        return null;
    }

    private static async Task RetryIsAskedForAsync(TaskOrchestrationContext context, LifecycleInput input)
    {
        while (
            !await context.CallActivityAsync<bool>(nameof(PublicationActivities.IsRetryAskedFor), input.ReportId, WorkflowNames.Patiently)
        )
        {
            await context.WaitForExternalEvent<string>(WorkflowNames.FactRecorded);
        }
    }
}
