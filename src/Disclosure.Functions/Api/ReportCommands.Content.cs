using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <content>Beginning and saving.</content>
internal sealed partial class ReportCommands
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

    /// <summary>Saves what somebody typed or imported as the next revision; the same content again is no new revision.</summary>
    public Task<CommandOutcome> SaveAsync(
        Caller caller,
        ReportId id,
        ReportContent content,
        Func<StoredReport, bool> isCurrent,
        CancellationToken cancellationToken
    ) => SaveAsync(caller, id, content, isCurrent, SaveNote.Plain, cancellationToken);

    /// <summary>Saves what was worked out from a report's newest content, and only onto that: what somebody saved meanwhile stays.</summary>
    public Task<CommandOutcome> SaveOnAsync(
        Caller caller,
        StoredReport based,
        ReportContent content,
        Func<StoredReport, bool> isCurrent,
        SaveNote note,
        CancellationToken cancellationToken
    ) => SaveAsync(caller, based.Id, content, current => current.Digest == based.Digest && isCurrent(current), note, cancellationToken);

    /// <summary>Saves a content as the next revision; the same content again is no new revision.</summary>
    /// <param name="caller">Who saves.</param>
    /// <param name="id">The report.</param>
    /// <param name="content">What to save.</param>
    /// <param name="isCurrent">Whether the report still is what the caller's change was based on.</param>
    /// <param name="note">What the audit trail says of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandOutcome> SaveAsync(
        Caller caller,
        ReportId id,
        ReportContent content,
        Func<StoredReport, bool> isCurrent,
        SaveNote note,
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
                var edit = Write(
                    report,
                    next,
                    By(caller, note.Action, digest, [("revision", AuditActions.Number(next.Revision)), .. note.Details])
                );
                return edit with { Change = edit.Change with { Revision = RevisionOf(next, bytes.Length, caller) } };
            },
            cancellationToken
        );
    }
}
