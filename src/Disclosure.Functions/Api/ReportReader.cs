using Disclosure.Functions.Reminders;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Api;

/// <summary>Reads contents and judges them, the same way for drafters, reviewers and publication.</summary>
internal sealed class ReportReader(ContentStore contents, OrganRepository organs, ReportRepository reports, TimeProvider time)
{
    /// <summary>The content of a digest that a report refers to.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or it is not what was stored: storage is damaged.</exception>
    public async Task<ReportContent> ContentAsync(ReportId id, ContentDigest digest, CancellationToken cancellationToken)
    {
        var bytes =
            await contents.ReadAsync(digest, cancellationToken)
            ?? throw new InvalidOperationException($"Content {digest} of report {id} is missing.");
        return ContentJson.Read(bytes, FormatEdition.For(id.Year)) is ContentReading.Ok(var content)
            ? content
            : throw new InvalidOperationException($"Content {digest} of report {id} cannot be read any more.");
    }

    /// <summary>Checks a content as of today.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(ReportId id, ReportContent content, CancellationToken cancellationToken)
    {
        var organ = await organs.GetAsync(id.Organ, cancellationToken);
        return ReportChecker.Check(
            content,
            new CheckContext
            {
                ReportId = id,
                OrganName = organ?.NameZh ?? id.Organ.Value,
                Today = time.Today(),
                ReporterKind =
                    organ?.Kind == OrganKind.Government ? Reports.Calendar.ReporterKind.Government : Reports.Calendar.ReporterKind.Organ,
                Previous = await PreviousAsync(id, cancellationToken),
                WatchedWords = organ?.Site.OwnWords ?? [],
                OwnPhones = organ?.Site.OwnPhones ?? [],
            }
        );
    }

    // Last year's figures count once they are signed off; a draft of last year proves nothing.
    private async Task<ReportContent?> PreviousAsync(ReportId id, CancellationToken cancellationToken)
    {
        var previous = new ReportId(id.Organ, id.Year - 1);
        return await reports.GetAsync(previous, cancellationToken) is { Status: ReportStatus.Published, Digest: { } digest }
            ? await ContentAsync(previous, digest, cancellationToken)
            : null;
    }
}
