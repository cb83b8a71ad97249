namespace Disclosure.Reports.Calendar;

/// <summary>A day that is not what its weekday says, and why.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsWorking">What it is.</param>
/// <param name="ReasonZh">Why, in Chinese, as in 春节 or 春节调休上班; of an organ's own day what the organ says.</param>
/// <param name="ReasonEn">Why, in English.</param>
/// <param name="IsOrgansOwn">True if the organ says so, false if the State Council's notice does.</param>
public sealed record CalendarDay(DateOnly Date, bool IsWorking, string ReasonZh, string ReasonEn, bool IsOrgansOwn = false);

/// <summary>A day that two calendars see differently.</summary>
/// <param name="Date">The day.</param>
/// <param name="WasWorking">Whether it was a working day by the earlier calendar.</param>
/// <param name="IsWorking">Whether it is one by the later.</param>
public sealed record CalendarChange(DateOnly Date, bool WasWorking, bool IsWorking);

/// <summary>A date that says how it was reached.</summary>
public sealed record ExplainedDate
{
    public required DateOnly Date { get; init; }

    public required string ExplanationZh { get; init; }

    public required string ExplanationEn { get; init; }

    /// <summary>Years on the way for which there is no notice yet: the date may move.</summary>
    public required IReadOnlyList<int> YearsWithoutNotice { get; init; }
}
