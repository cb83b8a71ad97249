using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Api.LastYear;

/// <summary>Where last year's report was found; the first of these that there is counts.</summary>
internal enum LastYearSource
{
    /// <summary>Published here.</summary>
    Published,

    /// <summary>Submitted here and before reviewers or leaders, or on its way to publication.</summary>
    Frozen,

    /// <summary>Published elsewhere and imported for comparison.</summary>
    Imported,

    /// <summary>In the drafter's hands here: it may yet change.</summary>
    Draft,
}

/// <summary>The organ's report of the year before.</summary>
internal sealed record LastYearReport
{
    public required ReportId Id { get; init; }

    public required LastYearSource Source { get; init; }

    public required ReportContent Content { get; init; }

    public required ContentDigest Digest { get; init; }

    /// <summary>Of the report in storage; null for an imported one.</summary>
    public int? Revision { get; init; }

    /// <summary>Of a published one.</summary>
    public IndexNumber? IndexNumber { get; init; }

    /// <summary>How it was imported; null for one in storage.</summary>
    public StoredPrior? Import { get; init; }
}
