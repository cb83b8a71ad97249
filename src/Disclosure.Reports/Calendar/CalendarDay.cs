namespace Disclosure.Reports.Calendar;

/// <param name="Date">The day.</param>
/// <param name="IsWorking">What it is.</param>
/// <param name="ReasonZh">Why, in Chinese, as in 春节 or 春节调休上班.</param>
/// <param name="ReasonEn">Why, in English.</param>
public sealed record CalendarDay(DateOnly Date, bool IsWorking, string ReasonZh, string ReasonEn);

/// <summary>A date that says how it was reached.</summary>
public sealed record ExplainedDate
{
    public required DateOnly Date { get; init; }

    public required string ExplanationZh { get; init; }

    public required string ExplanationEn { get; init; }

    /// <summary>Years on the way for which there is no notice yet: the date may move.</summary>
    public required IReadOnlyList<int> YearsWithoutNotice { get; init; }
}

/// <summary>What reading a calendar file comes to.</summary>
public abstract record CalendarReading
{
    private CalendarReading() { }

    public sealed record Ok(WorkCalendar Calendar) : CalendarReading;

    public sealed record Malformed(string ReasonZh, string ReasonEn) : CalendarReading;
}
