using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

/// <summary>A workflow of the kind the product has, run to its end by sessions that live and by sessions that are forgotten each time.</summary>
public sealed class MiniHubTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunToEnd_ReviewWithReminderRoundsAndChildren_EndsPublished(bool forget)
    {
        using var hub = new MiniHub(Registry()) { ForgetSessions = forget };
        hub.Start("Life", new Round(1, []), "report");
        var raised = 0;
        // The reviewer answers the first reminder of the first round with a return, and that of the second with an approval.
        hub.Disturb = () =>
        {
            var status = hub["report"].State.CustomStatus;
            if (raised == 0 && status == "\"round 1, reminded 1\"")
            {
                raised++;
                hub.Raise("report", "decided", "return");
            }
            else if (raised == 1 && status == "\"round 2, reminded 1\"")
            {
                raised++;
                hub.Raise("report", "Decided", "approve");
            }
        };

        hub.RunToEnd();

        var report = hub["report"];
        Assert.Equal(OrchestrationRuntimeStatus.Completed, report.State.RuntimeStatus);
        Assert.Equal("\"published after return,approve\"", report.State.Output);
        Assert.Equal(2, report.Generations.Count);
        Assert.Equal(["report", "report:notice:1", "report:notice:2"], hub.Instances.Select(instance => instance.Id));
        Assert.Empty(report.State.OpenTimers);
    }

    private static TaskRegistry Registry()
    {
        var registry = new TaskRegistry();
        registry.AddActivity("Mail", (call, _) => Task.FromResult<object?>(call.IdempotencyKey));
        registry.AddOrchestrator("Notice", async context => await context.CallActivityAsync<string>("Mail", context.Parent!.InstanceId));
        registry.AddOrchestrator("Life", Life);
        return registry;
    }

    private static async Task<object?> Life(TaskOrchestrationContext context)
    {
        var round = context.GetInput<Round>()!;
        await context.CallSubOrchestratorAsync("Notice", new TaskOptions().WithInstanceId($"{context.InstanceId}:notice:{round.Number}"));
        var decided = context.WaitForExternalEvent<string>("decided");
        for (var reminders = 0; ; )
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(2), stop.Token);
            if (await Task.WhenAny(decided, timer) == decided)
            {
                stop.Cancel();
                break;
            }

            await context.CallActivityAsync("Mail", "reminder");
            context.SetCustomStatus($"round {round.Number}, reminded {++reminders}");
        }

        List<string> decisions = [.. round.Decisions, await decided];
        if (decisions[^1] == "return")
        {
            context.ContinueAsNew(new Round(round.Number + 1, decisions));
            return null;
        }

        return $"published after {string.Join(',', decisions)}";
    }

    public sealed record Round(int Number, IReadOnlyList<string> Decisions);
}
