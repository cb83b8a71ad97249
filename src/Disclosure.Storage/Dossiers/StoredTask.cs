namespace Disclosure.Storage.Dossiers;

/// <summary>Whether a review task still waits. Stored by name.</summary>
public enum TaskState
{
    /// <summary>Waits for the person.</summary>
    Open,

    /// <summary>The person decided.</summary>
    Decided,

    /// <summary>Ended without this person's decision; <see cref="StoredTask.ClosedReason"/> says why.</summary>
    Closed,
}

/// <summary>What one person is asked in one stage of one round.</summary>
public sealed record StoredTask
{
    /// <summary>The round.</summary>
    public required int Round { get; init; }

    /// <summary>The policy's key of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Who is asked.</summary>
    public required string PersonId { get; init; }

    /// <summary>The person's name when asked.</summary>
    public required string PersonName { get; init; }

    /// <summary>In which role: a name of <see cref="Organs.StaffRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Which link of this task is the good one, from 1; rises with each renewal.</summary>
    public required int Issue { get; init; }

    /// <summary>Whether it still waits.</summary>
    public required TaskState State { get; init; }

    /// <summary>Why it closed, a code of the app's; null unless closed.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>The hash of the good link's token; null until a link is issued.</summary>
    public string? LinkHash { get; init; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When the task was made.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the person was last reminded.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>The person id of whom this one stands in for, as deputy or by delegation.</summary>
    public string? OnBehalfOf { get; init; }
}
