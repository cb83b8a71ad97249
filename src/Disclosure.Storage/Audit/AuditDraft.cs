using Disclosure.Reports;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Storage.Audit;

/// <summary>What an audit entry shall say, before it is numbered, dated and chained. Never a token or a code.</summary>
public sealed record AuditDraft
{
    /// <summary>Person id, or a name of the system's own such as <c>system</c>.</summary>
    public required string ActorId { get; init; }

    /// <summary>The person's name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>What was done: a stable code such as <c>report.submitted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The content it was done on.</summary>
    public ContentDigest? Digest { get; init; }

    /// <summary>Person id of whom the actor stood in for.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>How the actor proved to be that person.</summary>
    public DecisionVia? Via { get; init; }

    /// <summary>More facts; keys are 1 to 64 of <c>A–Z a–z 0–9 . _ -</c>.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
