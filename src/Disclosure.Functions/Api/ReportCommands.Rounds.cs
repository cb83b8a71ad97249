using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Storage.Dossiers;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <content>Taking back, giving up, trying again.</content>
internal sealed partial class ReportCommands
{
    /// <summary>Takes a report back from review.</summary>
    public async Task<CommandOutcome> RecallAsync(
        DurableTaskClient client,
        Caller caller,
        ReportId id,
        string reason,
        CancellationToken cancellationToken
    )
    {
        if (await reports.GetAsync(id, cancellationToken) is not { } report)
        {
            return new CommandOutcome.Refused(ApiErrors.UnknownReport);
        }

        if (!report.IsUnderReview() || report.Stage is not { } stage)
        {
            return new CommandOutcome.Refused(ApiErrors.NotRecallable);
        }

        var policy = await organs.GetPolicyAsync(id.Organ, report.PolicyVersion ?? 0, cancellationToken);
        var lastStage = policy?.Stages.Count > 0 ? policy.Stages[^1].Key : null;
        var fact = Fact.Recalled(id, report.Round, stage);
        await announcer.PrepareAsync(fact, cancellationToken);
        var outcome = await ChangeAsync(
            id,
            dossier =>
            {
                var current = dossier.Report;
                var isOver =
                    current.StageOutcome == StageOutcome.Returned
                    || (current.StageOutcome == StageOutcome.Approved && current.Stage == lastStage);
                return !current.IsUnderReview() || current.Round != report.Round || current.Recall is not null || isOver
                    ? Refuse(ApiErrors.NotRecallable)
                    : Write(
                        current,
                        current with
                        {
                            Recall = new PendingRecall
                            {
                                Round = current.Round,
                                By = caller.PersonId,
                                At = time.GetUtcNow(),
                                Reason = reason,
                            },
                        },
                        By(caller, AuditActions.RecallAsked, current.Digest, ("reason", reason))
                    );
            },
            cancellationToken
        );
        await RaiseIfDoneAsync(client, outcome, fact, cancellationToken);
        return outcome;
    }

    /// <summary>Gives a report up before it was ever published.</summary>
    public async Task<CommandOutcome> CancelAsync(
        DurableTaskClient client,
        Caller caller,
        ReportId id,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var fact = Fact.Cancelled(id);
        await announcer.PrepareAsync(fact, cancellationToken);
        var outcome = await ChangeAsync(
            id,
            dossier =>
                dossier.Report.IsEditable()
                    ? Write(
                        dossier.Report,
                        dossier.Report with
                        {
                            Status = ReportStatus.Cancelled,
                        },
                        By(caller, AuditActions.Cancelled, dossier.Report.Digest, ("reason", reason))
                    )
                    : Refuse(ApiErrors.NotCancellable),
            cancellationToken
        );
        await RaiseIfDoneAsync(client, outcome, fact, cancellationToken);
        return outcome;
    }

    /// <summary>Asks for another attempt to publish.</summary>
    public async Task<CommandOutcome> RetryPublicationAsync(
        DurableTaskClient client,
        Caller caller,
        ReportId id,
        CancellationToken cancellationToken
    )
    {
        if (await reports.GetAsync(id, cancellationToken) is not { } report)
        {
            return new CommandOutcome.Refused(ApiErrors.UnknownReport);
        }

        var fact = Fact.RetryAsked(id, report.AuditCount);
        await announcer.PrepareAsync(fact, cancellationToken);
        var outcome = await ChangeAsync(
            id,
            dossier =>
                dossier.Report.Status == ReportStatus.PublishFailed
                    ? Write(
                        dossier.Report,
                        dossier.Report with
                        {
                            Failure = null,
                        },
                        By(caller, AuditActions.PublicationRetried, dossier.Report.Digest)
                    )
                    : Refuse(ApiErrors.NotRetryable),
            cancellationToken
        );
        await RaiseIfDoneAsync(client, outcome, fact, cancellationToken);
        return outcome;
    }
}
