using Disclosure.Reports;

namespace Disclosure.Storage.Publications;

/// <summary>What a visitor looks for.</summary>
public sealed record CatalogueQuery
{
    /// <summary>Words that title, organ name, organ code or index number must contain, all of them; null for any.</summary>
    public string? Text { get; init; }

    /// <summary>The report year.</summary>
    public int? Year { get; init; }

    /// <summary>The organ.</summary>
    public OrganCode? Organ { get; init; }

    /// <summary>Only of this status; null for all but withdrawn ones.</summary>
    public PublicationStatus? Status { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to 200 a page.</summary>
    public int PageSize { get; init; } = 20;
}

/// <summary>One page of what was found, newest first.</summary>
/// <param name="Items">Of this page; empty behind the last.</param>
/// <param name="Total">On all pages.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageCount">At least 1.</param>
public sealed record CataloguePage(IReadOnlyList<Publication> Items, int Total, int Page, int PageCount);

/// <summary>
/// All publications in memory, one instance a process: pages, search, feed and sitemap are answered from it without reading a table. It
/// catches up from the change logs when older than its freshness; the first question after a start waits for the loading.
/// </summary>
/// <param name="publications">Where it reads.</param>
/// <param name="time">Says when it is stale.</param>
/// <param name="freshFor">How old it may be; two seconds unless said.</param>
public sealed class Catalogue(PublicationRepository publications, TimeProvider time, TimeSpan? freshFor = null)
{
    internal object Parts { get; } = (publications, time, freshFor);

    /// <summary>One page, newest first.</summary>
    public Task<CataloguePage> QueryAsync(CatalogueQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>The newest ones that stand, for the feed.</summary>
    public Task<IReadOnlyList<Publication>> NewestAsync(int max, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>All that stand, newest first, for the sitemap.</summary>
    public Task<IReadOnlyList<Publication>> AllAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>What the page's filters can offer.</summary>
    public Task<CatalogueFacets> FacetsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Makes the next question catch up first: call it after saving a publication in this process.</summary>
    public void Expire() => throw new NotSupportedException("Lands next.");
}

/// <summary>The values there are to filter by.</summary>
/// <param name="Years">Report years, newest first.</param>
/// <param name="Organs">Codes and names, by code.</param>
public sealed record CatalogueFacets(IReadOnlyList<int> Years, IReadOnlyList<KeyValuePair<OrganCode, string>> Organs);
