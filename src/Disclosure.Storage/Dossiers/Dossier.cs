using Disclosure.Storage.Audit;

namespace Disclosure.Storage.Dossiers;

/// <summary>
/// A report with all its rows. The rows may be newer than the report, by a commit that came between the two reads; never older, so a change
/// that is based on what they say conflicts rather than overwriting.
/// </summary>
public sealed record Dossier
{
    /// <summary>The report row.</summary>
    public required StoredReport Report { get; init; }

    /// <summary>By round, stage, person.</summary>
    public required IReadOnlyList<StoredTask> Tasks { get; init; }

    /// <summary>By round, stage, person.</summary>
    public required IReadOnlyList<StoredDecision> Decisions { get; init; }

    /// <summary>By number.</summary>
    public required IReadOnlyList<StoredRevision> Revisions { get; init; }

    /// <summary>By sequence; may be newer than the report row by a commit that came between.</summary>
    public required IReadOnlyList<AuditEntry> Audit { get; init; }
}
