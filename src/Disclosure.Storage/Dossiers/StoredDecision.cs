using Disclosure.Reports;

namespace Disclosure.Storage.Dossiers;

/// <summary>What a reviewer decided. Stored by name.</summary>
public enum DecisionKind
{
    /// <summary>Agrees to this content.</summary>
    Approve,

    /// <summary>Sends it back to the drafter.</summary>
    Return,

    /// <summary>Refers a secrecy doubt upward.</summary>
    Hold,

    /// <summary>Hands the task to another person.</summary>
    Delegate,
}

/// <summary>How the reviewer proved to be the person. Stored by name.</summary>
public enum DecisionVia
{
    /// <summary>The mailed link and its six-digit code.</summary>
    Link,

    /// <summary>A signed-in session.</summary>
    Session,
}

/// <summary>One person's decision on one task; inserted once, never changed.</summary>
public sealed record StoredDecision
{
    /// <summary>The round.</summary>
    public required int Round { get; init; }

    /// <summary>The policy's key of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Who decided.</summary>
    public required string PersonId { get; init; }

    /// <summary>What.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>The reviewer's words; empty if none.</summary>
    public string Comment { get; init; } = "";

    /// <summary>What places of the report the words are about: cell keys, section names.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Of the content that was decided on.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How the person proved to be that person.</summary>
    public required DecisionVia Via { get; init; }

    /// <summary>The person id of whom this one stood in for.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The person id the task was handed to; only for <see cref="DecisionKind.Delegate"/>.</summary>
    public string? DelegatedTo { get; init; }
}
