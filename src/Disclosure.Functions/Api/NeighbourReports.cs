using System.Collections.Concurrent;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Publications;
using Disclosure.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Api;

/// <summary>
/// Other organs' reports for the same year, to find copied text: the newest that the catalogue in memory names, so that no table is
/// searched. A content never changes under its digest and is kept once it was read.
/// </summary>
internal sealed class NeighbourReports(Catalogue catalogue, ContentStore contents, ILogger<NeighbourReports> logger)
{
    // Reports are copied from those that are freshly out; comparing with each costs a fraction of a millisecond.
    private const int Most = 20;

    // Some years side by side; a content has about 100 KB in memory.
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<ContentDigest, ReportContent> _kept = new();

    public async Task<IReadOnlyList<OtherReport>> OfAsync(ReportId report, CancellationToken cancellationToken)
    {
        // The organ itself may be among them, at most once a year.
        var page = await catalogue.QueryAsync(new CatalogueQuery { Year = report.Year, PageSize = Most + 1 }, cancellationToken);
        var others = page.Items.Where(publication => publication.OrganCode != report.Organ).Take(Most);
        var read = await Task.WhenAll(others.Select(publication => ReadAsync(publication, cancellationToken)));
        return [.. read.OfType<OtherReport>()];
    }

    // Another organ's damage is for its administrators to hear of, and no reason to leave this report unchecked.
    private async Task<OtherReport?> ReadAsync(Publication publication, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(publication.ContentDigest, out var known))
        {
            return new OtherReport(publication.OrganName, known);
        }

        try
        {
            var bytes = await contents.ReadAsync(publication.ContentDigest, cancellationToken);
            if (bytes is null || ContentJson.Read(bytes, FormatEdition.For(publication.Year)) is not ContentReading.Ok(var content))
            {
                throw new DamagedRowException($"Content {publication.ContentDigest} is missing or cannot be read.");
            }

            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[publication.ContentDigest] = content;
            return new OtherReport(publication.OrganName, content);
        }
        catch (DamagedRowException damage)
        {
            Logs.NeighbourDamaged(logger, publication.IndexNumber.ToString(), damage);
            return null;
        }
    }
}
