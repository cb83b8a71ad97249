using System.Collections.Immutable;
using System.Text;
using Disclosure.Reports;

namespace Disclosure.Storage.Publications;

/// <summary>All publications as of a cursor; immutable and pure.</summary>
internal sealed class CatalogueSnapshot
{
    private const int MaxPageSize = 200;
    private readonly ImmutableDictionary<IndexNumber, Entry> _byNumber;
    private readonly ImmutableArray<Entry> _newestFirst;

    private CatalogueSnapshot(ImmutableDictionary<IndexNumber, Entry> byNumber, CatalogueCursor cursor)
    {
        _byNumber = byNumber;
        _newestFirst =
        [
            .. byNumber
                .Values.OrderByDescending(entry => entry.Publication.PublishedAt)
                .ThenByDescending(entry => entry.Publication.IndexNumber.ToString(), StringComparer.Ordinal),
        ];
        Cursor = cursor;
        Facets = new CatalogueFacets(
            [.. Standing.Select(publication => publication.Year).Distinct().OrderDescending()],
            [
                .. Standing
                    .DistinctBy(publication => publication.OrganCode)
                    .OrderBy(publication => publication.OrganCode.Value, StringComparer.Ordinal)
                    .Select(publication => KeyValuePair.Create(publication.OrganCode, publication.OrganName)),
            ]
        );
    }

    public static CatalogueSnapshot Empty { get; } = new(ImmutableDictionary<IndexNumber, Entry>.Empty, CatalogueCursor.Start);

    public CatalogueCursor Cursor { get; }

    public CatalogueFacets Facets { get; }

    /// <summary>All but withdrawn ones, newest first.</summary>
    public IEnumerable<Publication> Standing =>
        _newestFirst.Select(entry => entry.Publication).Where(publication => publication.Status != PublicationStatus.Withdrawn);

    public CatalogueSnapshot With(CatalogueChanges changes) =>
        changes.Changed.Count == 0
            ? this
            : new CatalogueSnapshot(
                _byNumber.SetItems(changes.Changed.Select(changed => KeyValuePair.Create(changed.IndexNumber, new Entry(changed)))),
                changes.Next
            );

    public CataloguePage Find(CatalogueQuery query)
    {
        var words = Fold(query.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var found = _newestFirst
            .Where(entry => query.Year is null || entry.Publication.Year == query.Year)
            .Where(entry => query.Organ is null || entry.Publication.OrganCode == query.Organ)
            .Where(entry =>
                query.Status is null ? entry.Publication.Status != PublicationStatus.Withdrawn : entry.Publication.Status == query.Status
            )
            .Where(entry => words.All(word => entry.Folded.Contains(word, StringComparison.Ordinal)))
            .Select(entry => entry.Publication)
            .ToList();
        var size = Math.Clamp(query.PageSize, 1, MaxPageSize);
        var pages = Math.Max(1, (found.Count + size - 1) / size);
        var page = Math.Max(1, query.Page);
        var items = page > pages ? [] : found.Skip((page - 1) * size).Take(size).ToList();
        return new CataloguePage(items, found.Count, page, pages);
    }

    // Full-width letters and digits, as Chinese input methods make them, shall find the plain ones.
    private static string Fold(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    private sealed record Entry(Publication Publication)
    {
        public string Folded { get; } = Fold($"{Publication.Title}\n{Publication.OrganName}\n{Publication.IndexNumber}");
    }
}
