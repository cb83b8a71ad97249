using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Disclosure.Functions.Workflow;

/// <summary>
/// One stage of one round: issues the links, waits for decisions, reminds. It never approves by itself. The verdict is made where a
/// decision is recorded (one transaction); this orchestration only reads it, so an event that is lost or doubled changes nothing.
/// </summary>
internal static class ReviewStage
{
    [Function(nameof(ReviewStage))]
    public static async Task<StageVerdict> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var stage = context.GetInput<StageInput>() ?? throw new InvalidOperationException("A stage needs its report, round and key.");
        await context.CallActivityAsync(nameof(StageActivities.OpenStage), stage, WorkflowNames.Patiently);
        var fact = context.WaitForExternalEvent<string>(WorkflowNames.FactRecorded);
        var mayHaveNewTasks = false;
        while (true)
        {
            var state = await context.CallActivityAsync<StageState>(nameof(StageActivities.ReadStage), stage, WorkflowNames.Patiently);
            if (state.Verdict != StageVerdict.Open)
            {
                await context.CallActivityAsync(nameof(StageActivities.CloseStage), stage, WorkflowNames.Patiently);
                return state.Verdict;
            }

            // A task that was handed over has no mail yet; asking for the others' again changes nothing.
            if (mayHaveNewTasks)
            {
                await context.CallActivityAsync(nameof(StageActivities.OpenStage), stage, WorkflowNames.Patiently);
                mayHaveNewTasks = false;
            }

            if (await IsReminderDueAsync(context, fact, state.NextReminder))
            {
                await context.CallActivityAsync(nameof(StageActivities.RemindReviewers), stage, WorkflowNames.Patiently);
            }
            else
            {
                fact = context.WaitForExternalEvent<string>(WorkflowNames.FactRecorded);
                mayHaveNewTasks = true;
            }
        }
    }

    // One long-lived wait raced against a timer: the wait that lost stays open and is used again, the timer that lost is cancelled,
    // since an instance with an open timer would not finish.
    private static async Task<bool> IsReminderDueAsync(TaskOrchestrationContext context, Task<string> fact, DateTime? reminder)
    {
        if (reminder is not { } due)
        {
            await fact;
            return false;
        }

        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(due, cancellation.Token);
        if (await Task.WhenAny(fact, timer) == timer)
        {
            return true;
        }

        cancellation.Cancel(); // not CancelAsync: it would leave the orchestrator's thread
        return false;
    }
}
