using Disclosure.Storage.Audit;

namespace Disclosure.Storage.Dossiers;

/// <summary>All that one step changes about one report; written as one transaction or not at all.</summary>
public sealed record ReportChange
{
    /// <summary>The report as read; null to create it.</summary>
    public StoredReport? Based { get; init; }

    /// <summary>The report as it shall be.</summary>
    public required StoredReport Next { get; init; }

    /// <summary>Tasks to insert or replace.</summary>
    public IReadOnlyList<StoredTask> Tasks { get; init; } = [];

    /// <summary>A decision to add; the commit is refused if that person decided that stage of that round before.</summary>
    public StoredDecision? Decision { get; init; }

    /// <summary>A revision to add; its number and digest must be those of <see cref="Next"/>.</summary>
    public StoredRevision? Revision { get; init; }

    /// <summary>Last year's report to insert or replace.</summary>
    public StoredPrior? Prior { get; init; }

    /// <summary>What the audit trail shall say; the repository numbers, dates, chains and hashes it.</summary>
    public IReadOnlyList<AuditDraft> Audit { get; init; } = [];

    /// <summary>
    /// A publication year: allots the organ's next index number of that year into <see cref="StoredReport.Publication"/>, and as the
    /// detail <c>indexNumber</c> into the audit entries of this change. Only for a report that has none yet.
    /// </summary>
    public int? ClaimSerial { get; init; }
}
