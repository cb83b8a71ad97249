using System.Text.Json.Serialization;
using Disclosure.Reports;

namespace Disclosure.Storage.Dossiers;

/// <summary>
/// The report row: where a report stands. Every write about the report replaces this row with If-Match, so all of them are in one order.
/// The members marked "repository" are written by <see cref="ReportRepository.CommitAsync"/> whatever a caller puts there.
/// </summary>
public sealed record StoredReport
{
    /// <summary>Organ and report year.</summary>
    public required ReportId Id { get; init; }

    /// <summary>The format edition, "2019" or "2021".</summary>
    public required string Edition { get; init; }

    /// <summary>Where the report stands.</summary>
    public required ReportStatus Status { get; init; }

    /// <summary>The round of review, from 1; rises with every return and recall.</summary>
    public required int Round { get; init; }

    /// <summary>The newest saved revision, from 1; 0 before the first.</summary>
    public required int Revision { get; init; }

    /// <summary>Of the newest revision's content; null before the first.</summary>
    public ContentDigest? Digest { get; init; }

    /// <summary>The policy's key of the stage that runs; null outside of review.</summary>
    public string? Stage { get; init; }

    /// <summary>How that stage ended; null while it is open.</summary>
    public StageOutcome? StageOutcome { get; init; }

    /// <summary>What was submitted and is under way; null while the report is with the drafter.</summary>
    public PendingSubmission? Submission { get; init; }

    /// <summary>A recall that was asked for and not yet carried out.</summary>
    public PendingRecall? Recall { get; init; }

    /// <summary>The version of the organ's review policy that the running round follows.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>From the moment the index number is allotted.</summary>
    public ReportPublication? Publication { get; init; }

    /// <summary>Why the last step failed, in words for an administrator; null when nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>The person id of who drafts: nobody reviews their own draft.</summary>
    public required string DrafterId { get; init; }

    /// <summary>Repository: when the row was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Repository: when the row was last written.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Repository: the hash of the newest audit entry, 64 lower-case hex digits; null before the first.</summary>
    public string? AuditHead { get; init; }

    /// <summary>Repository: how many audit entries there are.</summary>
    public int AuditCount { get; init; }

    /// <summary>Repository: the version of the row that was read; what a write is based on.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>Repository: the ids of the last commits, newest last; by them a commit whose answer got lost finds itself again.</summary>
    [JsonInclude]
    internal IReadOnlyList<string> Commits { get; init; } = [];
}

/// <summary>A submission that review is about.</summary>
public sealed record PendingSubmission
{
    /// <summary>The round it opens.</summary>
    public required int Round { get; init; }

    /// <summary>The revision that was frozen.</summary>
    public required int Revision { get; init; }

    /// <summary>Of that revision's content.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>Person id.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Finding id to the drafter's reason for letting it stand.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();
}

/// <summary>A recall asked for by the drafter.</summary>
public sealed record PendingRecall
{
    /// <summary>The round it ends.</summary>
    public required int Round { get; init; }

    /// <summary>Person id.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in the drafter's words.</summary>
    public required string Reason { get; init; }
}

/// <summary>What making the report public has come to.</summary>
public sealed record ReportPublication
{
    /// <summary>Allotted once, kept for ever.</summary>
    public required IndexNumber IndexNumber { get; init; }

    /// <summary>The public address; null until published.</summary>
    public string? Url { get; init; }

    /// <summary>When it first became public; null until then.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>SHA-256 of the public page's bytes; null until published.</summary>
    public ContentDigest? PageDigest { get; init; }
}
