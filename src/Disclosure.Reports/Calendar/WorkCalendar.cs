using System.Collections.Frozen;
using System.Globalization;

namespace Disclosure.Reports.Calendar;

/// <summary>
/// Working days by the State Council's notices: Monday to Friday outside holidays, and make-up days. A year without a notice
/// counts Monday to Friday, and every answer that touches it carries a warning.
/// </summary>
public sealed partial class WorkCalendar
{
    private static readonly Lazy<byte[]> EmbeddedFile = new(() => Resource.Bytes("workdays.json"));
    private static readonly Lazy<WorkCalendar> Embedded = new(ReadEmbedded);

    private readonly FrozenDictionary<DateOnly, CalendarDay> exceptions;
    private readonly SortedSet<int> years;

    internal WorkCalendar(IReadOnlyDictionary<DateOnly, CalendarDay> exceptions, IEnumerable<int> years)
    {
        this.exceptions = exceptions.ToFrozenDictionary();
        this.years = [.. years];
    }

    /// <summary>The notices known when this was built.</summary>
    public static WorkCalendar BuiltIn => Embedded.Value;

    /// <summary>The file that <see cref="BuiltIn"/> was read from.</summary>
    public static ReadOnlyMemory<byte> BuiltInFile => EmbeddedFile.Value;

    /// <summary>The years whose notices are known, ascending.</summary>
    public IReadOnlyCollection<int> Years => years;

    /// <summary>Reads a calendar file (the format of the embedded workdays.json): the calendar, or everything that is wrong with the file.</summary>
    public static CalendarReading Read(ReadOnlySpan<byte> utf8) => CalendarReader.Read(utf8);

    /// <summary>A copy in which some days are what the organ says they are.</summary>
    public WorkCalendar With(IReadOnlyCollection<CalendarDay> overlay)
    {
        if (overlay.Count == 0)
        {
            return this;
        }

        var merged = new Dictionary<DateOnly, CalendarDay>(exceptions);
        foreach (var day in overlay)
        {
            merged[day.Date] = day;
        }

        return new WorkCalendar(merged, years);
    }

    /// <summary>True if the year's notice is known; otherwise its days are guessed from the weekday.</summary>
    public bool HasNotice(int year) => years.Contains(year);

    public bool IsWorkingDay(DateOnly date) =>
        exceptions.TryGetValue(date, out var day) ? day.IsWorking : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The days of a year that are not what their weekday says, in order.</summary>
    public IReadOnlyList<CalendarDay> ExceptionsOf(int year) =>
        [.. exceptions.Values.Where(day => day.Date.Year == year).OrderBy(day => day.Date)];

    /// <summary>The days that this calendar sees differently from an earlier one, in order: where dates may have to move.</summary>
    public IReadOnlyList<CalendarChange> ChangesSince(WorkCalendar earlier) =>
        [
            .. exceptions
                .Keys.Union(earlier.exceptions.Keys)
                .Order()
                .Where(date => IsWorkingDay(date) != earlier.IsWorkingDay(date))
                .Select(date => new CalendarChange(date, earlier.IsWorkingDay(date), IsWorkingDay(date))),
        ];

    /// <summary>The day that is <paramref name="days"/> working days after (before, if negative) a day; 0 is the day itself if it is a working day, else the next.</summary>
    public DateOnly AddWorkingDays(DateOnly from, int days)
    {
        if (days == 0)
        {
            return FirstWorkingDayOnOrAfter(from);
        }

        var step = Math.Sign(days);
        var date = from;
        for (var left = Math.Abs(days); left > 0; )
        {
            date = date.AddDays(step);
            left -= IsWorkingDay(date) ? 1 : 0;
        }

        return date;
    }

    public DateOnly LastWorkingDayOnOrBefore(DateOnly date) => Seek(date, -1);

    public DateOnly FirstWorkingDayOnOrAfter(DateOnly date) => Seek(date, 1);

    private DateOnly Seek(DateOnly date, int step)
    {
        while (!IsWorkingDay(date))
        {
            date = date.AddDays(step);
        }

        return date;
    }

    private static WorkCalendar ReadEmbedded() =>
        Read(EmbeddedFile.Value) switch
        {
            CalendarReading.Ok ok => ok.Calendar,
            CalendarReading.Malformed bad => throw new InvalidOperationException($"The embedded calendar: {bad.Problems[0]}"),
            _ => throw new InvalidOperationException("The embedded calendar cannot be read."),
        };

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
