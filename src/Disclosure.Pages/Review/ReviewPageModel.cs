using Disclosure.Reports;
using Disclosure.Reports.Changes;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;

namespace Disclosure.Pages.Review;

/// <summary>The page behind a review link: everything the reviewer needs, and the form that decides.</summary>
public sealed record ReviewPageModel
{
    /// <summary>The reviewer's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>Who is asked: whose link this is, so that somebody else who got it sees that it is not for them.</summary>
    public required PersonView Reviewer { get; init; }

    /// <summary>For whom the reviewer stands in, if for anybody.</summary>
    public PersonView? OnBehalfOf { get; init; }

    /// <summary>The report.</summary>
    public required ReportId ReportId { get; init; }

    /// <summary>The organ's full name.</summary>
    public required string OrganName { get; init; }

    /// <summary>The stage in the reviewer's language, such as 保密审查.</summary>
    public required string Stage { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The frozen revision.</summary>
    public required int Revision { get; init; }

    /// <summary>SHA-256 of the frozen content: what the decision binds. Posted back as <c>digest</c>.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>The frozen content.</summary>
    public required ReportContent Content { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string DrafterName { get; init; }

    /// <summary>When the decision is due.</summary>
    public DueView? Due { get; init; }

    /// <summary>What the check found in this content.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The drafter's reasons for findings that stand, by finding id.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What changed since this reviewer last looked; null if this is the first look.</summary>
    public IReadOnlyList<ContentChange>? Changes { get; init; }

    /// <summary>The round that <see cref="Changes"/> starts from.</summary>
    public int? ChangesSinceRound { get; init; }

    /// <summary>What others said, oldest first.</summary>
    public IReadOnlyList<OpinionView> Opinions { get; init; } = [];

    /// <summary>The form.</summary>
    public required DecisionForm Form { get; init; }
}

/// <summary>Somebody, as others see them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">The role in the reader's language, such as 保密审查员.</param>
/// <param name="Post">Post or department, if there is one to show.</param>
public sealed record PersonView(string Name, string Role, string? Post = null);

/// <summary>A date that explains itself.</summary>
/// <param name="At">The moment after which it is overdue.</param>
/// <param name="Explanation">How it comes about, in the reader's language.</param>
/// <param name="IsOverdue">Whether it has passed.</param>
public sealed record DueView(DateTimeOffset At, string Explanation, bool IsOverdue = false);

/// <summary>What somebody said about the report.</summary>
public sealed record OpinionView
{
    /// <summary>Who.</summary>
    public required PersonView Person { get; init; }

    /// <summary>The stage in the reader's language.</summary>
    public required string Stage { get; init; }

    /// <summary>The round.</summary>
    public required int Round { get; init; }

    /// <summary>What was decided.</summary>
    public required ReviewDecision Decision { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In their own words.</summary>
    public string? Comment { get; init; }
}
