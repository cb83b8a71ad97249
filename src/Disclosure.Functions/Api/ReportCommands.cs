using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Review;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <summary>
/// What staff may ask of a report. Each records a fact, in one transaction with its audit entry, and announces it; what follows from the
/// fact is the orchestration's business.
/// </summary>
internal sealed class ReportCommands(
    ReportRepository reports,
    DossierEditor editor,
    ContentStore contents,
    OrganRepository organs,
    ReportReader reader,
    FactAnnouncer announcer,
    TimeProvider time
)
{
    /// <summary>Begins a report with an empty content in the edition of its year.</summary>
    public async Task<CommandOutcome> CreateAsync(DurableTaskClient client, Caller caller, ReportId id, CancellationToken cancellationToken)
    {
        if (!FormatEdition.TryFor(id.Year, out var edition))
        {
            return new CommandOutcome.Refused(
                ApiErrors.InvalidBody,
                new Bilingual(
                    $"没有适用于 {id.Year} 年度的报告格式，最早为 {FormatEdition.All.Min(e => e.FirstReportYear)} 年度。",
                    $"No format edition covers {id.Year}; the first year is {FormatEdition.All.Min(e => e.FirstReportYear)}."
                )
            );
        }

        if (await organs.GetAsync(id.Organ, cancellationToken) is not { } organ)
        {
            return new CommandOutcome.Refused(ApiErrors.UnknownOrgan);
        }

        var bytes = ContentJson.Write(ReportContent.Empty(edition, organ.NameZh, id.Year));
        var digest = await contents.PutAsync(bytes, cancellationToken);
        var report = new StoredReport
        {
            Id = id,
            Edition = edition.Edition,
            Status = ReportStatus.Draft,
            Round = 0,
            Revision = 1,
            Digest = digest,
            DrafterId = caller.PersonId,
        };
        var fact = Fact.Created(id);
        await announcer.PrepareAsync(fact, cancellationToken);
        var result = await reports.CommitAsync(
            new ReportChange
            {
                Next = report,
                Revision = RevisionOf(report, bytes.Length, caller),
                Audit = [By(caller, AuditActions.Created, digest)],
            },
            cancellationToken
        );
        if (result is not CommitResult.Committed(var created))
        {
            return new CommandOutcome.Refused(ApiErrors.ReportExists);
        }

        await announcer.RaiseAsync(client, fact, cancellationToken);
        return new CommandOutcome.Done(created);
    }

    /// <summary>Saves a content as the next revision; the same content again is no new revision.</summary>
    /// <param name="caller">Who saves.</param>
    /// <param name="id">The report.</param>
    /// <param name="content">What to save.</param>
    /// <param name="isCurrent">Whether the report still is what the caller's change was based on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandOutcome> SaveAsync(
        Caller caller,
        ReportId id,
        ReportContent content,
        Func<StoredReport, bool> isCurrent,
        CancellationToken cancellationToken
    )
    {
        var bytes = ContentJson.Write(content);

        // The blob first: a row never names a content that is not there. A blob that no row names does no harm.
        var digest = await contents.PutAsync(bytes, cancellationToken);
        return await ChangeAsync(
            id,
            dossier =>
            {
                var report = dossier.Report;
                if (!report.IsEditable())
                {
                    return Refuse(ApiErrors.NotInDraftersHands);
                }

                if (!isCurrent(report))
                {
                    return Refuse(ApiErrors.StaleContent);
                }

                if (report.Digest == digest)
                {
                    return new Edit<CommandOutcome>.Keep(new CommandOutcome.Done(report));
                }

                var next = report with { Revision = report.Revision + 1, Digest = digest };
                var edit = Write(report, next, By(caller, AuditActions.Saved, digest, ("revision", AuditActions.Number(next.Revision))));
                return edit with { Change = edit.Change with { Revision = RevisionOf(next, bytes.Length, caller) } };
            },
            cancellationToken
        );
    }

    /// <summary>Submits the newest revision: no error may be open and every warning wants a reason.</summary>
    public async Task<CommandOutcome> SubmitAsync(
        DurableTaskClient client,
        Caller caller,
        ReportId id,
        IReadOnlyDictionary<string, string> reasons,
        CancellationToken cancellationToken
    )
    {
        if (await reports.GetAsync(id, cancellationToken) is not { Digest: { } digest } report)
        {
            return new CommandOutcome.Refused(ApiErrors.UnknownReport);
        }

        if (!report.IsEditable())
        {
            return new CommandOutcome.Refused(ApiErrors.NotSubmittable);
        }

        var content = await reader.ContentAsync(id, digest, cancellationToken);
        var findings = await reader.FindingsAsync(id, content, cancellationToken);
        var blocking = Blocking(findings, reasons);
        if (blocking.Count > 0)
        {
            return new CommandOutcome.Blocked(blocking);
        }

        if (await NobodyToReviewAsync(id, caller, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var fact = Fact.Submitted(id, report.Round + 1);
        await announcer.PrepareAsync(fact, cancellationToken);
        var outcome = await ChangeAsync(
            id,
            dossier =>
            {
                var current = dossier.Report;
                if (!current.IsEditable())
                {
                    return Refuse(ApiErrors.NotSubmittable);
                }

                if (current.Digest != digest)
                {
                    return Refuse(ApiErrors.StaleContent); // saved by somebody between the check and here: it must be checked anew
                }

                var submission = new PendingSubmission
                {
                    Round = current.Round + 1,
                    Revision = current.Revision,
                    Digest = digest,
                    By = caller.PersonId,
                    At = time.GetUtcNow(),
                    Reasons = findings
                        .Where(finding => reasons.ContainsKey(finding.Id))
                        .ToDictionary(finding => finding.Id, finding => reasons[finding.Id].Trim()),
                };
                return Write(
                    current,
                    current with
                    {
                        Submission = submission,
                    },
                    By(
                        caller,
                        AuditActions.Submitted,
                        digest,
                        [
                            ("revision", AuditActions.Number(current.Revision)),
                            ("round", AuditActions.Number(submission.Round)),
                            .. submission.Reasons.Select((reason, index) => ($"reason.{index + 1}", $"{reason.Key}: {reason.Value}")),
                        ]
                    )
                );
            },
            cancellationToken
        );
        await RaiseIfDoneAsync(client, outcome, fact, cancellationToken);
        return outcome;
    }

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

    private static List<Finding> Blocking(IEnumerable<Finding> findings, IReadOnlyDictionary<string, string> reasons) =>
        [
            .. findings.Where(finding =>
                finding.Severity == Severity.Error
                || (
                    finding.Severity == Severity.Warning
                    && !(reasons.TryGetValue(finding.Id, out var reason) && !string.IsNullOrWhiteSpace(reason))
                )
            ),
        ];

    // Better said now than found out by a report that nobody can be asked about.
    private async Task<CommandOutcome?> NobodyToReviewAsync(ReportId id, Caller caller, CancellationToken cancellationToken)
    {
        var policy = await organs.GetNewestPolicyAsync(id.Organ, cancellationToken);
        var staff = await organs.ListStaffAsync(id.Organ, cancellationToken);
        var dossier = await reports.GetDossierAsync(id, cancellationToken);
        var drafters = dossier is null ? new HashSet<string>() : TaskRules.Drafters(dossier);
        var unmanned = policy?.Stages.FirstOrDefault(stage =>
            !staff.Any(person =>
                person.Id != caller.PersonId
                && !drafters.Contains(person.Id)
                && person.Active
                && (stage.PersonIds.Count > 0 ? stage.PersonIds.Contains(person.Id) : stage.Role is { } role && person.Has(role))
            )
        );
        return policy is null
                ? new CommandOutcome.Refused(
                    ApiErrors.NoReviewers,
                    new Bilingual("本机关还没有设置审查流程。", "The organ has no review policy yet.")
                )
            : unmanned is not null
                ? new CommandOutcome.Refused(
                    ApiErrors.NoReviewers,
                    new Bilingual($"环节“{unmanned.Key}”没有可以审查的人员。", $"Nobody can review in stage '{unmanned.Key}'.")
                )
            : null;
    }

    private async Task<CommandOutcome> ChangeAsync(
        ReportId id,
        Func<Dossier, Edit<CommandOutcome>> decide,
        CancellationToken cancellationToken
    )
    {
        var outcome = await editor.ApplyAsync(id, decide, cancellationToken) ?? new CommandOutcome.Refused(ApiErrors.UnknownReport);
        return outcome is CommandOutcome.Done && await reports.GetAsync(id, cancellationToken) is { } now
            ? new CommandOutcome.Done(now)
            : outcome;
    }

    private async Task RaiseIfDoneAsync(DurableTaskClient client, CommandOutcome outcome, Fact fact, CancellationToken cancellationToken)
    {
        if (outcome is CommandOutcome.Done)
        {
            await announcer.RaiseAsync(client, fact, cancellationToken);
        }
    }

    private StoredRevision RevisionOf(StoredReport report, int size, Caller caller) =>
        new()
        {
            Number = report.Revision,
            Digest = report.Digest!.Value,
            SavedAt = time.GetUtcNow(),
            By = caller.PersonId,
            Size = size,
        };

    private static Edit<CommandOutcome> Refuse(ApiError error) => new Edit<CommandOutcome>.Keep(new CommandOutcome.Refused(error));

    private static Edit<CommandOutcome>.Write Write(StoredReport based, StoredReport next, AuditDraft entry) =>
        new(
            new ReportChange
            {
                Based = based,
                Next = next,
                Audit = [entry],
            },
            new CommandOutcome.Done(next)
        );

    private static AuditDraft By(Caller caller, string action, ContentDigest? digest, params (string Name, string Value)[] details) =>
        new()
        {
            ActorId = caller.PersonId,
            ActorName = caller.Person.Name,
            Action = action,
            Digest = digest,
            Via = DecisionVia.Session,
            Details = details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal),
        };
}
