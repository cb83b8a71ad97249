using Disclosure.Reports;

namespace Disclosure.Pages.Review;

/// <summary>What a reviewer gets for a decision. Answered with 200, or with 409 for one that was decided before.</summary>
public sealed record ReceiptModel
{
    /// <summary>The reviewer's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>Who decided.</summary>
    public required PersonView Reviewer { get; init; }

    /// <summary>The report's title.</summary>
    public required string ReportTitle { get; init; }

    /// <summary>The stage in the reviewer's language.</summary>
    public required string Stage { get; init; }

    /// <summary>The round.</summary>
    public required int Round { get; init; }

    /// <summary>What was decided: the first decision, if this is not the first time.</summary>
    public required ReviewDecision Decision { get; init; }

    /// <summary>To whom the task was handed over.</summary>
    public string? HandedTo { get; init; }

    /// <summary>In the reviewer's own words.</summary>
    public string? Comment { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>SHA-256 of the content that was decided on.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>Where the decision stands in the record.</summary>
    public string? Reference { get; init; }

    /// <summary>True if the decision had been taken before and this request changed nothing.</summary>
    public bool WasDecidedBefore { get; init; }
}
