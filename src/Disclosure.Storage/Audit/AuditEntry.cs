using Disclosure.Reports;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Storage.Audit;

/// <summary>One link of a report's audit chain; inserted once, never changed.</summary>
public sealed record AuditEntry
{
    /// <summary>The report that the chain belongs to.</summary>
    public required ReportId ReportId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Seq { get; init; }

    /// <summary>When it was recorded; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Person id, or a name of the system's own.</summary>
    public required string ActorId { get; init; }

    /// <summary>The person's name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>What was done: a stable code.</summary>
    public required string Action { get; init; }

    /// <summary>The content it was done on.</summary>
    public ContentDigest? Digest { get; init; }

    /// <summary>Person id of whom the actor stood in for.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>How the actor proved to be that person.</summary>
    public DecisionVia? Via { get; init; }

    /// <summary>More facts.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The hash of the entry before; 64 zeros for the first.</summary>
    public required string PrevHash { get; init; }

    /// <summary>Of this entry, see <see cref="AuditEncoding"/>; 64 lower-case hex digits.</summary>
    public required string Hash { get; init; }
}
