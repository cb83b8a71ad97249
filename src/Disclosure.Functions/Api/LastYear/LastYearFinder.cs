using Disclosure.Functions.Workflow;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Publications;

namespace Disclosure.Functions.Api.LastYear;

/// <summary>
/// Finds what a report is compared with: the organ's published report of the year before, else the revision that is under review, else the
/// one that was imported, else the draft. Two or three point reads and one blob.
/// </summary>
internal sealed class LastYearFinder(ReportRepository reports, PublicationRepository publications, ContentStore contents)
{
    /// <summary>Null if there is none, or that year had no common form.</summary>
    public async Task<LastYearReport?> FindAsync(ReportId report, CancellationToken cancellationToken)
    {
        if (await LocateAsync(report, cancellationToken) is not { } place)
        {
            return null;
        }

        return new LastYearReport
        {
            Id = place.Id,
            Source = place.Source,
            Content = await contents.ReadAsync(place.Id, place.Digest, cancellationToken),
            Digest = place.Digest,
            Revision = place.Revision,
            IndexNumber = place.IndexNumber,
            Import = place.Import,
        };
    }

    /// <summary>Whether storage has a report of the year before that an imported one could not stand in for.</summary>
    public async Task<bool> IsSettledAsync(ReportId report, CancellationToken cancellationToken) =>
        await LocateAsync(report, cancellationToken) is { Source: LastYearSource.Published or LastYearSource.Frozen };

    private async Task<Place?> LocateAsync(ReportId report, CancellationToken cancellationToken)
    {
        if (!FormatEdition.TryFor(report.Year - 1, out _))
        {
            return null;
        }

        var id = new ReportId(report.Organ, report.Year - 1);
        var stored = await reports.GetAsync(id, cancellationToken);
        if (stored is not null && (await PublishedAsync(stored, cancellationToken) ?? Frozen(stored)) is { } settled)
        {
            return settled;
        }

        if (await reports.GetPriorAsync(report, cancellationToken) is { Digest: { } imported } prior)
        {
            return new Place(id, LastYearSource.Imported, imported) { Import = prior };
        }

        return stored is { Digest: { } digest } && stored.IsInDraftersHands()
            ? new Place(id, LastYearSource.Draft, digest) { Revision = stored.Revision }
            : null;
    }

    // While a correction is under way the report's own row speaks of the correction; the publication's row of what the public sees.
    private async Task<Place?> PublishedAsync(StoredReport stored, CancellationToken cancellationToken)
    {
        if (stored.Publication is not { PublishedAt: not null, IndexNumber: var number })
        {
            return null;
        }

        return stored is { Status: ReportStatus.Published, Digest: { } digest }
                ? new Place(stored.Id, LastYearSource.Published, digest) { Revision = stored.Revision, IndexNumber = number }
            : await publications.GetAsync(number, cancellationToken) is { } publication && publication.Status != PublicationStatus.Withdrawn
                ? new Place(stored.Id, LastYearSource.Published, publication.ContentDigest)
                {
                    Revision = publication.Revision,
                    IndexNumber = number,
                }
            : null;
    }

    private static Place? Frozen(StoredReport stored) =>
        stored is { Submission: { } submission, Status: not (ReportStatus.Cancelled or ReportStatus.Withdrawn) }
            ? new Place(stored.Id, LastYearSource.Frozen, submission.Digest) { Revision = submission.Revision }
            : null;

    private sealed record Place(ReportId Id, LastYearSource Source, ContentDigest Digest)
    {
        public int? Revision { get; init; }

        public IndexNumber? IndexNumber { get; init; }

        public StoredPrior? Import { get; init; }
    }
}
