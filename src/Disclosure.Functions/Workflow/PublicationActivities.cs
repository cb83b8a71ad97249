using Disclosure.Functions.Api;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Review;
using Disclosure.Functions.Settings;
using Disclosure.Functions.Site;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Disclosure.Storage.Publications;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Workflow;

/// <summary>
/// The steps of publication. Each may run again and finds what it did; the catalogue learns of the report only after what the public will
/// get was read back and compared, so nothing is ever half published.
/// </summary>
internal sealed class PublicationActivities(
    DossierEditor editor,
    ReportRepository reports,
    OrganRepository organs,
    PublicationRepository publications,
    Catalogue catalogue,
    OutboxRepository outbox,
    ReportReader reader,
    PublicDocuments documents,
    TimeProvider time,
    IOptions<DisclosureOptions> options,
    ILogger<PublicationActivities> logger
)
{
    private static readonly PublicationStep s_goOn = new();

    /// <summary>Checks that what was signed off is what stands there, and gives it its number for life. A second run finds the number.</summary>
    [Function(nameof(AllotIndexNumber))]
    public async Task<PublicationStep> AllotIndexNumber([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var id = ReportId.Parse(reportId);
        var dossier = await RequireAsync(id, cancellationToken);
        var policy = await organs.GetPolicyAsync(id.Organ, dossier.Report.PolicyVersion ?? 0, cancellationToken);
        if (dossier.Report.Status != ReportStatus.Published && SignOffRules.Refusal(dossier, policy) is { } refusal)
        {
            return new PublicationStep { Refusal = refusal };
        }

        await editor.ApplyAsync(id, ClaimNumber, cancellationToken);
        await editor.ApplyAsync(id, SettleDate, cancellationToken);
        return s_goOn;
    }

    /// <summary>Makes the public documents and keeps them. A second run makes the same bytes.</summary>
    [Function(nameof(RenderDocuments))]
    public async Task<PublicationStep> RenderDocuments([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var report = (await RequireAsync(ReportId.Parse(reportId), cancellationToken)).Report;
        if (report.Publication is not { PageDigest: null })
        {
            return s_goOn;
        }

        var organ = await RequireOrganAsync(report, cancellationToken);
        var content = await reader.ContentAsync(report.Id, report.Digest!.Value, cancellationToken);
        var pageDigest = await documents.StoreAsync(report, organ, content, cancellationToken);
        await editor.ApplyAsync(
            report.Id,
            dossier => Write(dossier, dossier.Report with { Publication = dossier.Report.Publication! with { PageDigest = pageDigest } }),
            cancellationToken
        );
        return s_goOn;
    }

    /// <summary>Reads back what the public will get and compares digests. Repeatable: changes nothing.</summary>
    [Function(nameof(CompareWithSignedOff))]
    public async Task<PublicationStep> CompareWithSignedOff([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var dossier = await RequireAsync(ReportId.Parse(reportId), cancellationToken);
        var report = dossier.Report;
        if (report.Status == ReportStatus.Published)
        {
            return s_goOn;
        }

        var page = await documents.ReadPageAsync(report.Publication!.IndexNumber, report.Revision, cancellationToken);
        return page is null ? Refused("公开页面没有写入存储。")
            : page.Digest != report.Publication.PageDigest ? Refused("公开页面与生成时的摘要不一致。")
            : report.Digest != report.Submission?.Digest ? Refused("待发布的内容与送审内容的摘要不一致。")
            : s_goOn;
    }

    /// <summary>Makes the report public. A second run saves the same row.</summary>
    [Function(nameof(ListInCatalogue))]
    public async Task<PublicationStep> ListInCatalogue([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var report = (await RequireAsync(ReportId.Parse(reportId), cancellationToken)).Report;
        var publication = report.Publication!;
        var existing = await publications.GetAsync(publication.IndexNumber, cancellationToken);
        if (existing is not null && existing.Revision == report.Revision)
        {
            return s_goOn;
        }

        var organ = await RequireOrganAsync(report, cancellationToken);
        var content = await reader.ContentAsync(report.Id, report.Digest!.Value, cancellationToken);
        var saved = await publications.SaveAsync(
            new Publication
            {
                IndexNumber = publication.IndexNumber,
                ReportId = report.Id,
                OrganName = organ.NameZh,
                Title = content.Title,
                Url = publication.Url!,
                PublishedAt = publication.PublishedAt!.Value,
                Status = PublicationStatus.Published,
                Revision = report.Revision,
                ContentDigest = report.Digest.Value,
                PageDigest = publication.PageDigest!.Value,
                ETag = existing?.ETag,
            },
            cancellationToken
        );
        catalogue.Expire();
        return saved is PublicationSave.Saved
            ? s_goOn
            : throw new InvalidOperationException($"{publication.IndexNumber} was changed by another step.");
    }

    /// <summary>Records the publication and tells those who worked on it. A second run finds it recorded; its mails have the same ids.</summary>
    [Function(nameof(AnnouncePublication))]
    public async Task<PublicationStep> AnnouncePublication([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var id = ReportId.Parse(reportId);
        var dossier = await editor.ApplyAsync(id, MarkPublished, cancellationToken) ?? throw Missing(id);
        Logs.Published(logger, reportId, dossier.Report.Publication!.IndexNumber.ToString());
        var people = dossier.Decisions.Where(decision => decision.Round == dossier.Report.Round).Select(decision => decision.PersonId);
        foreach (var personId in people.Append(dossier.Report.DrafterId).Distinct())
        {
            if (await organs.GetPersonAsync(id.Organ, personId, cancellationToken) is { Active: true } person)
            {
                await outbox.AddAsync(MailFacts.Published(person, id, dossier.Report.Revision, time.GetUtcNow()), cancellationToken);
            }
        }

        return s_goOn;
    }

    /// <summary>Records why publication stopped. A second run finds it recorded.</summary>
    [Function(nameof(RecordPublicationFailure))]
    public async Task RecordPublicationFailure([ActivityTrigger] PublicationFailure failure, CancellationToken cancellationToken)
    {
        Logs.PublicationStopped(logger, failure.ReportId, failure.Cause);
        await editor.ApplyAsync(ReportId.Parse(failure.ReportId), dossier => MarkFailed(dossier, failure.Cause), cancellationToken);
    }

    /// <summary>Whether an administrator has asked for another attempt. Repeatable: changes nothing.</summary>
    [Function(nameof(IsRetryAskedFor))]
    public async Task<bool> IsRetryAskedFor([ActivityTrigger] string reportId, CancellationToken cancellationToken)
    {
        var report = (await RequireAsync(ReportId.Parse(reportId), cancellationToken)).Report;
        return report is { Status: ReportStatus.PublishFailed, Failure: null }
            || report.Status is ReportStatus.Publishing or ReportStatus.Published;
    }

    private Edit<Dossier> ClaimNumber(Dossier dossier)
    {
        var report = dossier.Report;
        var next = report with { Status = ReportStatus.Publishing, Stage = null, Failure = null };
        if (report.Publication is null)
        {
            return new Edit<Dossier>.Write(
                new ReportChange
                {
                    Based = report,
                    Next = next,
                    ClaimSerial = time.Today().Year,
                    Audit = [AuditActions.BySystem(AuditActions.NumberAllotted, report.Digest)],
                },
                dossier
            );
        }

        return report.Status is ReportStatus.Publishing or ReportStatus.Published ? new Edit<Dossier>.Keep(dossier) : Write(dossier, next);
    }

    // Settled once and before rendering, so that a repeated rendering makes the same bytes.
    private Edit<Dossier> SettleDate(Dossier dossier)
    {
        var publication = dossier.Report.Publication ?? throw new InvalidOperationException($"Report {dossier.Report.Id} has no number.");
        return publication.PublishedAt is not null
            ? new Edit<Dossier>.Keep(dossier)
            : Write(
                dossier,
                dossier.Report with
                {
                    Publication = publication with
                    {
                        PublishedAt = ToSecond(time.GetUtcNow()),
                        Url = PublicAddress.Of(options.Value.PublicBaseUrl, publication.IndexNumber),
                    },
                }
            );
    }

    private static Edit<Dossier> MarkPublished(Dossier dossier)
    {
        var report = dossier.Report;
        if (report.Status == ReportStatus.Published)
        {
            return new Edit<Dossier>.Keep(dossier);
        }

        var next = report with { Status = ReportStatus.Published, Stage = null, StageOutcome = null, Failure = null };
        return new Edit<Dossier>.Write(
            new ReportChange
            {
                Based = report,
                Next = next,
                Audit =
                [
                    AuditActions.BySystem(
                        AuditActions.Published,
                        report.Digest,
                        ("indexNumber", report.Publication!.IndexNumber.ToString()),
                        ("pageDigest", report.Publication.PageDigest.ToString()!)
                    ),
                ],
            },
            dossier with
            {
                Report = next,
            }
        );
    }

    // The date goes: if it is published on another day, that day shall stand on the page.
    private static Edit<Dossier> MarkFailed(Dossier dossier, string cause)
    {
        var report = dossier.Report;
        return report.Status is ReportStatus.Published || (report.Status is ReportStatus.PublishFailed && report.Failure is not null)
            ? new Edit<Dossier>.Keep(dossier)
            : new Edit<Dossier>.Write(
                new ReportChange
                {
                    Based = report,
                    Next = report with
                    {
                        Status = ReportStatus.PublishFailed,
                        Stage = null,
                        Failure = cause,
                        Publication = report.Publication is { } publication
                            ? publication with
                            {
                                PublishedAt = null,
                                Url = null,
                                PageDigest = null,
                            }
                            : null,
                    },
                    Audit = [AuditActions.BySystem(AuditActions.PublicationFailed, report.Digest, ("cause", cause))],
                },
                dossier
            );
    }

    private static Edit<Dossier> Write(Dossier dossier, StoredReport next) =>
        new Edit<Dossier>.Write(new ReportChange { Based = dossier.Report, Next = next }, dossier with { Report = next });

    private static DateTimeOffset ToSecond(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private static PublicationStep Refused(string cause) => new() { Refusal = cause };

    private static InvalidOperationException Missing(ReportId id) => new($"There is no report {id}.");

    private async Task<Organ> RequireOrganAsync(StoredReport report, CancellationToken cancellationToken) =>
        await organs.GetAsync(report.Id.Organ, cancellationToken)
        ?? throw new InvalidOperationException($"There is no organ {report.Id.Organ}.");

    private async Task<Dossier> RequireAsync(ReportId id, CancellationToken cancellationToken) =>
        await reports.GetDossierAsync(id, cancellationToken) ?? throw Missing(id);
}
