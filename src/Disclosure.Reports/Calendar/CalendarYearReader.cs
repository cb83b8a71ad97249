using System.Globalization;
using System.Text.Json;

namespace Disclosure.Reports.Calendar;

/// <summary>Reads the holidays and make-up days of one year's notice into the calendar.</summary>
/// <param name="year">The year of the notice.</param>
/// <param name="days">Where the days go.</param>
/// <param name="refuse">Told of what is wrong: place, Chinese, English.</param>
/// <param name="remarks">Told of what is odd.</param>
internal sealed class CalendarYearReader(
    int year,
    Dictionary<DateOnly, CalendarDay> days,
    Action<string, string, string> refuse,
    List<CalendarRemark> remarks
)
{
    private const int LongestHoliday = 31;
    private const int LongestName = 40;

    public void Read(JsonElement item, string pointer)
    {
        var count = 0;
        foreach (var (holiday, index) in List(item, "holidays", pointer))
        {
            Holiday(holiday, $"{pointer}/holidays/{index}");
            count++;
        }

        if (count == 0)
        {
            refuse($"{pointer}/holidays", "没有任何假期，不是完整的放假通知。", "No holidays at all: not a whole notice.");
        }

        foreach (var (day, index) in List(item, "makeupWorkdays", pointer))
        {
            MakeUpDay(day, $"{pointer}/makeupWorkdays/{index}");
        }
    }

    private void Holiday(JsonElement holiday, string pointer)
    {
        if (
            Name(holiday, "name", pointer) is not { } name
            || Date(holiday, "start", pointer) is not { } start
            || Date(holiday, "end", pointer) is not { } end
        )
        {
            return;
        }

        if (end < start || end.DayNumber - start.DayNumber >= LongestHoliday || (start.Year != year && end.Year != year))
        {
            refuse(
                pointer,
                $"“{name}”应为 {year} 年内连续的至多 {LongestHoliday} 天。",
                $"'{name}' must be a range of at most {LongestHoliday} days in {year}."
            );
            return;
        }

        var en = holiday.OptionalText("en") is { Length: > 0 and <= LongestName } english ? english : name;
        for (var date = start; date <= end; date = date.AddDays(1))
        {
            Add(new CalendarDay(date, false, name, en), pointer);
        }
    }

    private void MakeUpDay(JsonElement day, string pointer)
    {
        if (Name(day, "for", pointer) is not { } holiday || Date(day, "date", pointer) is not { } date)
        {
            return;
        }

        if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            remarks.Add(
                new CalendarRemark(pointer, $"{Iso(date)} 本来就是工作日。", $"{Iso(date)} would be a working day without making up.")
            );
        }

        Add(new CalendarDay(date, true, $"{holiday}调休上班", "make-up working day"), pointer);
    }

    // One notice may repeat what another says of the turn of the year; two that contradict each other leave nothing to go by.
    private void Add(CalendarDay day, string pointer)
    {
        if (!days.TryAdd(day.Date, day) && days[day.Date].IsWorking != day.IsWorking)
        {
            refuse(pointer, $"{Iso(day.Date)} 既是假期又是调休上班日。", $"{Iso(day.Date)} is both a holiday and a make-up working day.");
        }
    }

    private IEnumerable<(JsonElement Item, int Index)> List(JsonElement item, string name, string pointer)
    {
        if (!item.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.Object))
        {
            refuse($"{pointer}/{name}", "应为对象的列表。", "Must be a list of objects.");
            return [];
        }

        return list.EnumerateArray().Select((entry, index) => (entry, index));
    }

    private string? Name(JsonElement item, string name, string pointer)
    {
        if (item.OptionalText(name) is { Length: > 0 and <= LongestName } text)
        {
            return text;
        }

        refuse($"{pointer}/{name}", $"应为 1 至 {LongestName} 字的名称。", $"Must be a name of 1 to {LongestName} characters.");
        return null;
    }

    private DateOnly? Date(JsonElement item, string name, string pointer)
    {
        if (DateOnly.TryParseExact(item.OptionalText(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        refuse($"{pointer}/{name}", "应为 2021-02-11 这样的日期。", "Must be a date such as 2021-02-11.");
        return null;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
