using Disclosure.Reports.Calendar;

namespace Disclosure.Storage.Organs;

/// <summary>What an organ's working days and dates have of their own.</summary>
public sealed record OrganCalendar
{
    /// <summary>Days that are others than the State Council says, by date.</summary>
    public IReadOnlyList<OrganDay> Days { get; init; } = [];

    /// <summary>How far ahead of the law's day its internal dates are; null for the usual.</summary>
    public ScheduleOffsets? Offsets { get; init; }

    /// <summary>When this was last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>By whom: a person id.</summary>
    public required string ChangedBy { get; init; }
}

/// <summary>A day off, or a working day, of one organ.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsWorking">What it is.</param>
/// <param name="ReasonZh">Why, in Chinese; empty if nobody said.</param>
/// <param name="ReasonEn">Why, in English; empty if nobody said.</param>
public sealed record OrganDay(DateOnly Date, bool IsWorking, string ReasonZh, string ReasonEn);
