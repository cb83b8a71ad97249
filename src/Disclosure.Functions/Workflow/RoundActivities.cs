using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Review;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Workflow;

/// <summary>Activities that open and close a round of review.</summary>
internal sealed class RoundActivities(
    DossierEditor editor,
    ReportRepository reports,
    OrganRepository organs,
    OutboxRepository outbox,
    TimeProvider time,
    ILogger<RoundActivities> logger
)
{
    /// <summary>Reads what the drafter has done. Repeatable: changes nothing.</summary>
    [Function(nameof(ReadDraftingState))]
    public async Task<DraftingState> ReadDraftingState([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var report = await RequireAsync(reportId, cancellationToken);

        // Past the drafter's hands means that this activity runs a second time after its round was opened.
        return new DraftingState { Submitted = report.Submission is not null, Cancelled = report.Status == ReportStatus.Cancelled };
    }

    /// <summary>Moves a submitted report into its first stage. A second run finds it there and answers the same.</summary>
    [Function(nameof(OpenRound))]
    public async Task<OpenedRound> OpenRound([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var id = ReportId.Parse(reportId);
        var organ =
            await organs.GetAsync(id.Organ, cancellationToken) ?? throw new InvalidOperationException($"There is no organ {id.Organ}.");
        var opened = await editor.ApplyAsync(id, dossier => Open(dossier, organ), cancellationToken);
        var version = opened?.Report.PolicyVersion ?? throw new InvalidOperationException($"There is no report {id}.");
        var policy =
            await organs.GetPolicyAsync(id.Organ, version, cancellationToken)
            ?? throw new InvalidOperationException($"Organ {id.Organ} has no review policy {version}.");
        return new OpenedRound { Round = opened.Report.Round, Stages = [.. policy.Stages.Select(stage => stage.Key)] };
    }

    /// <summary>
    /// Gives the report back to the drafter after a return or a recall, and tells those concerned. A second run finds the report there;
    /// its mails have the same ids.
    /// </summary>
    [Function(nameof(CloseRound))]
    public async Task CloseRound([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var id = ReportId.Parse(reportId);
        var before =
            await reports.GetDossierAsync(id, cancellationToken) ?? throw new InvalidOperationException($"There is no report {id}.");

        // Mails before the move: afterwards the report no longer says who is to be told, and their ids make a second telling harmless.
        await TellAsync(before, cancellationToken);
        await editor.ApplyAsync(id, Close, cancellationToken);
    }

    private Edit<Dossier> Open(Dossier dossier, Organ organ)
    {
        var report = dossier.Report;
        if (report.Submission is not { } submission || !report.IsInDraftersHands())
        {
            return new Edit<Dossier>.Keep(dossier);
        }

        var next = report with
        {
            Status = ReportStatus.SecrecyReview,
            Round = submission.Round,
            Stage = null,
            StageOutcome = null,
            Recall = null,
            Failure = null,
            PolicyVersion = organ.PolicyVersion,
        };
        Logs.RoundOpened(logger, report.Id.ToString(), submission.Round, submission.Revision);
        var entry = AuditActions.BySystem(
            AuditActions.RoundOpened,
            submission.Digest,
            ("round", AuditActions.Number(submission.Round)),
            ("policy", AuditActions.Number(organ.PolicyVersion))
        );
        return new Edit<Dossier>.Write(
            new ReportChange
            {
                Based = report,
                Next = next,
                Audit = [entry],
            },
            dossier with
            {
                Report = next,
            }
        );
    }

    private static Edit<Dossier> Close(Dossier dossier)
    {
        var report = dossier.Report;
        if (!report.IsUnderReview())
        {
            return new Edit<Dossier>.Keep(dossier);
        }

        var status = report.Recall is null ? ReportStatus.Returned : ReportStatus.Recalled;
        var reason = report.Recall is null ? Pages.Review.DeadLinkReason.Returned : Pages.Review.DeadLinkReason.Recalled;
        return new Edit<Dossier>.Write(
            new ReportChange
            {
                Based = report,
                Next = report with { Status = status, Stage = null, StageOutcome = null, Submission = null, Recall = null },
                Tasks =
                [
                    .. dossier
                        .Tasks.Where(task => task.Round == report.Round && task.State == TaskState.Open)
                        .Select(task => task with { State = TaskState.Closed, ClosedReason = TaskRules.NameOf(reason) }),
                ],
                Audit =
                [
                    AuditActions.BySystem(
                        AuditActions.RoundClosed,
                        report.Digest,
                        ("round", AuditActions.Number(report.Round)),
                        ("status", status.ToString())
                    ),
                ],
            },
            dossier
        );
    }

    private async Task TellAsync(Dossier dossier, CancellationToken cancellationToken)
    {
        var report = dossier.Report;
        if (!report.IsUnderReview())
        {
            return;
        }

        if (report.Recall is { } recall)
        {
            var by = await organs.GetPersonAsync(report.Id.Organ, recall.By, cancellationToken);
            var asked = dossier.Tasks.Where(task => task.Round == report.Round).Select(task => task.PersonId).Distinct();
            foreach (var person in asked)
            {
                await AddMailAsync(person, MailKinds.Recalled, new RoundEndedMailModel(by?.Name ?? recall.By, recall.Reason));
            }

            return;
        }

        var returned = dossier.Decisions.First(decision => decision.Round == report.Round && decision.Kind == DecisionKind.Return);
        var reviewer = dossier.Tasks.First(task =>
            task.Round == report.Round && task.Stage == returned.Stage && task.PersonId == returned.PersonId
        );
        await AddMailAsync(report.DrafterId, MailKinds.Returned, new RoundEndedMailModel(reviewer.PersonName, returned.Comment));

        async Task AddMailAsync(string personId, string kind, RoundEndedMailModel model)
        {
            if (await organs.GetPersonAsync(report.Id.Organ, personId, cancellationToken) is { Active: true } person)
            {
                var message = MailFacts.RoundEnded(person, kind, report.Id, report.Round, report.Stage, model, time.GetUtcNow());
                await outbox.AddAsync(message, cancellationToken);
            }
        }
    }

    private async Task<StoredReport> RequireAsync(string reportId, CancellationToken cancellationToken) =>
        await reports.GetAsync(ReportId.Parse(reportId), cancellationToken)
        ?? throw new InvalidOperationException($"There is no report {reportId}.");
}
