namespace Disclosure.Pages.Site;

/// <summary>The catalogue of published reports: a search form, the reports found, and the way to the next page.</summary>
public sealed record CatalogueModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>What was asked for; shown again in the form, which is sent by GET to <c>/</c> as <c>q</c>, <c>year</c>, <c>organ</c>, <c>status</c>.</summary>
    public CatalogueQuery Query { get; init; } = new();

    /// <summary>The organs to choose from.</summary>
    public IReadOnlyList<OrganChoice> Organs { get; init; } = [];

    /// <summary>The report years to choose from, newest first.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>The reports of this page, in the order to be shown.</summary>
    public required IReadOnlyList<CatalogueEntry> Entries { get; init; }

    /// <summary>How many there are on all pages, if known.</summary>
    public int? Total { get; init; }

    /// <summary>This page's number, from 1.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>How many pages there are, if known.</summary>
    public int? PageCount { get; init; }

    /// <summary>The page before; null on the first.</summary>
    public string? PreviousAddress { get; init; }

    /// <summary>The page after; null on the last.</summary>
    public string? NextAddress { get; init; }

    /// <summary>The feed of new reports.</summary>
    public string FeedAddress { get; init; } = "/feed.xml";
}

/// <summary>What was asked for.</summary>
public sealed record CatalogueQuery
{
    /// <summary>Words of the title, or an index number.</summary>
    public string? Text { get; init; }

    /// <summary>The report year.</summary>
    public int? Year { get; init; }

    /// <summary>The organ's code.</summary>
    public string? OrganCode { get; init; }

    /// <summary>Only reports in this standing.</summary>
    public ReportStanding? Standing { get; init; }

    /// <summary>True if nothing narrows the list.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Year is null && string.IsNullOrEmpty(OrganCode) && Standing is null;
}

/// <summary>How a published report stands today. In the form's <c>status</c>: <c>valid</c>, <c>corrected</c>, <c>withdrawn</c>.</summary>
public enum ReportStanding
{
    /// <summary>As first published.</summary>
    Valid = 0,

    /// <summary>Corrected since.</summary>
    Corrected,

    /// <summary>Withdrawn.</summary>
    Withdrawn,
}

/// <summary>An organ to choose.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record OrganChoice(string Code, string Name);

/// <summary>One published report in the catalogue.</summary>
public sealed record CatalogueEntry
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The organ's name.</summary>
    public required string OrganName { get; init; }

    /// <summary>The index number.</summary>
    public required string IndexNumber { get; init; }

    /// <summary>The year reported on.</summary>
    public required int ReportYear { get; init; }

    /// <summary>When it was first published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Its page.</summary>
    public required string Address { get; init; }

    /// <summary>How it stands.</summary>
    public ReportStanding Standing { get; init; }
}
