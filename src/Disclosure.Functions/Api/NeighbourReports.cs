using System.Collections.Concurrent;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Checking.Screening;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Publications;
using Disclosure.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Api;

/// <summary>
/// Other organs' reports for the same year, to find copied text: of the newest that the catalogue in memory names those that may share
/// text with a content. No table is searched; of each report a sketch is kept in memory, and only one that is alike is read again.
/// </summary>
internal sealed class NeighbourReports(Catalogue catalogue, ContentStore contents, ILogger<NeighbourReports> logger)
{
    // Reports are copied from those that are freshly out. The first check of a year reads as many contents, later ones none.
    private const int Most = 50;

    // A sketch has some 2 KB.
    private const int MostKept = 2_000;

    private readonly ConcurrentDictionary<ContentDigest, ContentSketch> _sketches = new();

    public async Task<IReadOnlyList<OtherReport>> LikeAsync(ReportId report, ReportContent content, CancellationToken cancellationToken)
    {
        // The organ itself may be among them, at most once a year.
        var page = await catalogue.QueryAsync(new CatalogueQuery { Year = report.Year, PageSize = Most + 1 }, cancellationToken);
        var others = page.Items.Where(publication => publication.OrganCode != report.Organ).Take(Most).ToList();
        if (others.Count == 0)
        {
            return [];
        }

        var own = ContentSketch.Of(content);
        var read = await Task.WhenAll(others.Select(publication => ReadAsync(publication, own, cancellationToken)));
        return [.. read.OfType<OtherReport>()];
    }

    // Another organ's damage is for its administrators to hear of, and no reason to leave this report unchecked.
    private async Task<OtherReport?> ReadAsync(Publication publication, ContentSketch own, CancellationToken cancellationToken)
    {
        var digest = publication.ContentDigest;
        if (_sketches.TryGetValue(digest, out var known) && !own.MayShareTextWith(known))
        {
            return null;
        }

        try
        {
            var bytes = await contents.ReadAsync(digest, cancellationToken);
            if (bytes is null || ContentJson.Read(bytes, FormatEdition.For(publication.Year)) is not ContentReading.Ok(var content))
            {
                throw new DamagedRowException($"Content {digest} is missing or cannot be read.");
            }

            var sketch = known ?? Keep(digest, ContentSketch.Of(content));
            return own.MayShareTextWith(sketch) ? new OtherReport(publication.OrganName, content) : null;
        }
        catch (DamagedRowException damage)
        {
            Logs.NeighbourDamaged(logger, publication.IndexNumber.ToString(), damage);
            return null;
        }
    }

    private ContentSketch Keep(ContentDigest digest, ContentSketch sketch)
    {
        if (_sketches.Count >= MostKept)
        {
            _sketches.Clear();
        }

        return _sketches[digest] = sketch;
    }
}
