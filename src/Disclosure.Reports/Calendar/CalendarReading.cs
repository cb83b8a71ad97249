namespace Disclosure.Reports.Calendar;

/// <summary>What reading a calendar file comes to.</summary>
public abstract record CalendarReading
{
    private CalendarReading() { }

    /// <param name="Calendar">The calendar.</param>
    /// <param name="Remarks">What is odd in the file, though it can be used.</param>
    public sealed record Ok(WorkCalendar Calendar, IReadOnlyList<CalendarRemark> Remarks) : CalendarReading;

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public sealed record Malformed(IReadOnlyList<CalendarRemark> Problems) : CalendarReading;
}

/// <summary>Something to say about a place in a calendar file.</summary>
/// <param name="Pointer">RFC 6901, as in <c>/years/3/holidays/0/end</c>; empty for the file as a whole.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record CalendarRemark(string Pointer, string Zh, string En);
