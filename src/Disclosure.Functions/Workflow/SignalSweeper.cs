using Disclosure.Functions.Settings;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Workflow;

/// <summary>Raises again what was recorded but not consumed, and clears what was.</summary>
internal sealed class SignalSweeper(
    SignalRepository signals,
    ReportRepository reports,
    TimeProvider time,
    IOptions<DisclosureOptions> options,
    ILogger<SignalSweeper> logger
)
{
    // A signal whose fact never came (the process died between the two) is kept this long, so that a slow commit is never missed.
    private static readonly TimeSpan s_unfoundedAfter = TimeSpan.FromMinutes(10);

    private const int AtMost = 1000;

    [Function("SweepSignals")]
    public async Task Run(
        // At start as well: what a crash left behind is found at once, also by a process that will not live to the next full ten seconds.
        [TimerTrigger("*/10 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var raised = 0;
        var due = await signals.ListOlderThanAsync(time.GetUtcNow() - options.Value.SweepAfter, AtMost, cancellationToken);
        foreach (var signal in due)
        {
            raised += await SweepAsync(client, signal, cancellationToken) ? 1 : 0;
        }

        if (raised > 0)
        {
            Logs.SignalsRaisedAgain(logger, raised);
        }
    }

    /// <summary>True if the event was raised again.</summary>
    private async Task<bool> SweepAsync(DurableTaskClient client, StoredSignal signal, CancellationToken cancellationToken)
    {
        try
        {
            var report = await reports.GetAsync(signal.ReportId, cancellationToken);
            switch (await StandingAsync(client, signal, report, cancellationToken))
            {
                case Standing.Outstanding:
                    await FactAnnouncer.TellAsync(client, signal.ReportId, signal.Kind, signal.InstanceId, cancellationToken);
                    return true;
                case Standing.Repeatable:
                    await FactAnnouncer.TellAsync(client, signal.ReportId, signal.Kind, signal.InstanceId, cancellationToken);
                    await signals.DeleteAsync(signal, cancellationToken);
                    return true;
                case Standing.Consumed:
                case Standing.Unfounded when time.GetUtcNow() - signal.RecordedAt > s_unfoundedAfter:
                    await signals.DeleteAsync(signal, cancellationToken);
                    return false;
                default:
                    return false;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One report's trouble must not keep the others waiting; this signal is tried again at the next sweep.
            Logs.SweepFailed(logger, signal.ReportId.ToString(), signal.Kind, exception);
            return false;
        }
    }

    private static async Task<Standing> StandingAsync(
        DurableTaskClient client,
        StoredSignal signal,
        StoredReport? report,
        CancellationToken cancellationToken
    )
    {
        if (report is null)
        {
            return Standing.Unfounded;
        }

        if (signal.Kind is FactKinds.Created or FactKinds.Cancelled)
        {
            var instance = await client.GetInstanceAsync(signal.InstanceId, cancellationToken);
            return signal.Kind == FactKinds.Created
                ? (instance is null ? Standing.Outstanding : Standing.Consumed)
                : (
                    instance is { IsCompleted: false } && report.Status == ReportStatus.Cancelled ? Standing.Outstanding : Standing.Consumed
                );
        }

        if (signal.Kind == FactKinds.HandedOver)
        {
            return FactStanding.IsOfStage(signal, report) ? Standing.Repeatable : Standing.Consumed;
        }

        return FactStanding.IsOutstanding(signal, report) ? Standing.Outstanding : Standing.Unfounded;
    }

    private enum Standing
    {
        /// <summary>The fact is there and nobody has acted on it.</summary>
        Outstanding,

        /// <summary>Nothing tells whether it has been acted on, and acting on it again does no harm.</summary>
        Repeatable,

        /// <summary>It has been acted on.</summary>
        Consumed,

        /// <summary>Either acted on, or never recorded.</summary>
        Unfounded,
    }
}

/// <summary>Whether a recorded fact still waits to be acted on, judged from the report's row.</summary>
internal static class FactStanding
{
    public static bool IsOutstanding(StoredSignal signal, StoredReport report) =>
        signal.Kind switch
        {
            FactKinds.Submitted => report.Submission is not null && report.IsInDraftersHands(),
            FactKinds.Recalled => report.Recall is not null && IsOfStage(signal, report),
            FactKinds.Decided => report.StageOutcome is not null && IsOfStage(signal, report),
            FactKinds.RetryAsked => report.Status == ReportStatus.PublishFailed && report.Failure is null,
            _ => false,
        };

    public static bool IsOfStage(StoredSignal signal, StoredReport report) =>
        report.Stage is { } stage && signal.InstanceId == StageInput.InstanceIdOf(report.Id.ToString(), report.Round, stage);
}

/// <summary>What a report's status means for those who act on it.</summary>
internal static class ReportStates
{
    /// <summary>The drafter may change it: draft, returned or recalled, whether or not a submission is on its way.</summary>
    public static bool IsInDraftersHands(this StoredReport report) =>
        report.Status is ReportStatus.Draft or ReportStatus.Returned or ReportStatus.Recalled;

    /// <summary>The drafter may change it now.</summary>
    public static bool IsEditable(this StoredReport report) => report.IsInDraftersHands() && report.Submission is null;

    /// <summary>It is before reviewers or leaders.</summary>
    public static bool IsUnderReview(this StoredReport report) =>
        report.Status is ReportStatus.SecrecyReview or ReportStatus.SignOff or ReportStatus.SecrecyHold;
}
