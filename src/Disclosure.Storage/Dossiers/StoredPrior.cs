using Disclosure.Reports;

namespace Disclosure.Storage.Dossiers;

/// <summary>
/// Last year's report as it was published elsewhere, kept beside this year's for comparison: an organ that is new here has none in storage.
/// </summary>
public sealed record StoredPrior
{
    /// <summary>The report year that it is of: the year before the report's own.</summary>
    public required int Year { get; init; }

    /// <summary>The format edition that it was read in.</summary>
    public required string Edition { get; init; }

    /// <summary>Names the content blob; null once the reference was taken away again.</summary>
    public ContentDigest? Digest { get; init; }

    /// <summary>As found in the file; empty if none was found.</summary>
    public required string Title { get; init; }

    /// <summary>The media type that it came as, without parameters.</summary>
    public required string MediaType { get; init; }

    /// <summary>How many of the edition's figures were found.</summary>
    public required int PlacedCells { get; init; }

    /// <summary>When it was imported, or taken away.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom: a person id.</summary>
    public required string By { get; init; }
}
