using System.Text.Json.Serialization;
using Disclosure.Reports;

namespace Disclosure.Storage.Publications;

/// <summary>Whether a publication stands. Stored by name.</summary>
public enum PublicationStatus
{
    /// <summary>As first published.</summary>
    Published,

    /// <summary>Replaced by a corrected revision.</summary>
    Corrected,

    /// <summary>Taken down; a tombstone says why.</summary>
    Withdrawn,
}

/// <summary>A report in the public catalogue.</summary>
public sealed record Publication
{
    /// <summary>Names it for ever.</summary>
    public required IndexNumber IndexNumber { get; init; }

    /// <summary>The report.</summary>
    public required ReportId ReportId { get; init; }

    /// <summary>The organ's full name.</summary>
    public required string OrganName { get; init; }

    /// <summary>The report's title.</summary>
    public required string Title { get; init; }

    /// <summary>The public address.</summary>
    public required string Url { get; init; }

    /// <summary>When it first became public; a correction does not change it.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Whether it stands.</summary>
    public required PublicationStatus Status { get; init; }

    /// <summary>When it was corrected or withdrawn.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>Why it was corrected or withdrawn, as the public reads it.</summary>
    public string? StatusNote { get; init; }

    /// <summary>Which revision is public; names its documents.</summary>
    public required int Revision { get; init; }

    /// <summary>Of that revision's content.</summary>
    public required ContentDigest ContentDigest { get; init; }

    /// <summary>SHA-256 of the public page's bytes.</summary>
    public required ContentDigest PageDigest { get; init; }

    /// <summary>The report year.</summary>
    [JsonIgnore]
    public int Year => ReportId.Year;

    /// <summary>The organ.</summary>
    [JsonIgnore]
    public OrganCode OrganCode => IndexNumber.Organ;

    /// <summary>The version of the row that was read; null for a new one.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}
