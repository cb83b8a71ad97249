namespace Disclosure.Reports.Calendar;

/// <summary>
/// Working days by the State Council's notices: Monday to Friday outside holidays, and make-up days. A year without a notice
/// counts Monday to Friday, and every answer that touches it carries a warning.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>The notices known when this was built.</summary>
    public static WorkCalendar BuiltIn => throw new NotSupportedException("Not written yet.");

    /// <summary>Reads a calendar file (the format of the embedded workdays.json).</summary>
    public static CalendarReading Read(ReadOnlySpan<byte> utf8) => throw new NotSupportedException("Not written yet.");

    /// <summary>A copy in which some days are what the organ says they are.</summary>
    public WorkCalendar With(IEnumerable<CalendarDay> overlay) => throw new NotSupportedException("Not written yet.");

    public bool HasNotice(int year) => throw new NotSupportedException("Not written yet.");

    public bool IsWorkingDay(DateOnly date) => throw new NotSupportedException("Not written yet.");

    /// <summary>The day that is <paramref name="days"/> working days after (before, if negative) a day; 0 is the day itself if it is a working day, else the next.</summary>
    public DateOnly AddWorkingDays(DateOnly from, int days) => throw new NotSupportedException("Not written yet.");

    public DateOnly LastWorkingDayOnOrBefore(DateOnly date) => throw new NotSupportedException("Not written yet.");

    public DateOnly FirstWorkingDayOnOrAfter(DateOnly date) => throw new NotSupportedException("Not written yet.");

    /// <summary>The same as <see cref="AddWorkingDays"/>, with its reasons in words.</summary>
    public ExplainedDate Explain(DateOnly from, int days) => throw new NotSupportedException("Not written yet.");
}

/// <param name="Date">The day.</param>
/// <param name="IsWorking">What it is.</param>
/// <param name="ReasonZh">Why, in Chinese.</param>
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
