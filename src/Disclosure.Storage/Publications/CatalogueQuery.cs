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

    /// <summary>From 1; less counts as 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to 200 a page; what is outside counts as the nearest.</summary>
    public int PageSize { get; init; } = 20;
}

/// <summary>One page of what was found, newest first.</summary>
/// <param name="Items">Of this page; empty behind the last.</param>
/// <param name="Total">On all pages.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageCount">At least 1.</param>
public sealed record CataloguePage(IReadOnlyList<Publication> Items, int Total, int Page, int PageCount);

/// <summary>The values there are to filter by.</summary>
/// <param name="Years">Report years, newest first.</param>
/// <param name="Organs">Codes and names, by code.</param>
public sealed record CatalogueFacets(IReadOnlyList<int> Years, IReadOnlyList<KeyValuePair<OrganCode, string>> Organs);
