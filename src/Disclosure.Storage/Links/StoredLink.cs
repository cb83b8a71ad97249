using System.Text.Json.Serialization;
using Disclosure.Reports;

namespace Disclosure.Storage.Links;

/// <summary>What a link is for. Stored by name.</summary>
public enum LinkKind
{
    /// <summary>One review task of one person.</summary>
    Review,

    /// <summary>Signs one person in, once.</summary>
    SignIn,
}

/// <summary>A mailed link, known by its token's hash alone.</summary>
public sealed record StoredLink
{
    /// <summary>Of the token.</summary>
    public required TokenHash Hash { get; init; }

    /// <summary>What for.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>The organ of the person.</summary>
    public required OrganCode OrganCode { get; init; }

    /// <summary>Whom it was mailed to.</summary>
    public required string PersonId { get; init; }

    /// <summary>The report; only for <see cref="LinkKind.Review"/>, as are round, stage and issue.</summary>
    public ReportId? ReportId { get; init; }

    /// <summary>The round.</summary>
    public int Round { get; init; }

    /// <summary>The policy's key of the stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Which link of the task this is; good only while the task's issue is the same.</summary>
    public int Issue { get; init; }

    /// <summary>Of the six-digit code in the same mail (<see cref="TokenHash.OfCode"/>); null if the link needs none.</summary>
    public TokenHash? CodeHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on it is dead: good while now &lt; this.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used up; null if not.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>How many wrong codes were typed.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>Why it was killed before its time, a code; <see cref="LinkRepository.TooManyAttempts"/> after five wrong codes.</summary>
    public string? KilledBecause { get; init; }

    /// <summary>Which call used it up.</summary>
    [JsonInclude]
    internal string? ClaimId { get; init; }

    /// <summary>The version of the row that was read.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>Whether the link itself is good at a time; whether its task still waits is another question.</summary>
    public LinkState StateAt(DateTimeOffset now) =>
        KilledBecause is not null ? LinkState.Killed
        : UsedAt is not null ? LinkState.Used
        : now >= ExpiresAt ? LinkState.Expired
        : LinkState.Live;
}

/// <summary>Whether a link is good.</summary>
public enum LinkState
{
    /// <summary>Good.</summary>
    Live,

    /// <summary>Used up.</summary>
    Used,

    /// <summary>Past its time.</summary>
    Expired,

    /// <summary>Ended before its time.</summary>
    Killed,
}
