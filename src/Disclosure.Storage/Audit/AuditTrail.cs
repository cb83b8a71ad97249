namespace Disclosure.Storage.Audit;

/// <summary>A report's whole audit trail and what checking it found.</summary>
/// <param name="Entries">By sequence.</param>
/// <param name="Head">What the report row says the newest entry is.</param>
/// <param name="Verdict">Of the check.</param>
public sealed record AuditTrail(IReadOnlyList<AuditEntry> Entries, AuditAnchor Head, AuditVerdict Verdict);
