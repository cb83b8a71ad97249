using System.Globalization;
using System.Text.Json;

namespace Disclosure.Reports.Calendar;

internal static class CalendarReader
{
    private const int LongestHoliday = 31;

    public static CalendarReading Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Text("schema") == "cn-workdays/1"
                ? new CalendarReading.Ok(Calendar(document.RootElement))
                : new CalendarReading.Malformed("不是 cn-workdays/1 格式的日历。", "Not a calendar of schema cn-workdays/1.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new CalendarReading.Malformed(
                "日历文件不完整或格式有误。",
                $"The calendar file is incomplete or malformed: {e.Message}"
            );
        }
    }

    private static WorkCalendar Calendar(JsonElement root)
    {
        var days = new Dictionary<DateOnly, CalendarDay>();
        var years = new List<int>();
        foreach (var year in root.Items("years").Where(year => year.Text("status") == "verified"))
        {
            // A prediction is not a notice: such a year stays on weekdays and says so.
            years.Add(year.Number("year"));
            AddHolidays(year, days);
            AddMakeUpDays(year, days);
        }

        return new WorkCalendar(days, years);
    }

    private static void AddHolidays(JsonElement year, Dictionary<DateOnly, CalendarDay> days)
    {
        foreach (var holiday in year.Items("holidays"))
        {
            var (start, end) = (Date(holiday.Text("start")), Date(holiday.Text("end")));
            if (end < start || end > start.AddDays(LongestHoliday))
            {
                throw new FormatException($"The holiday from {start:O} to {end:O} is not a range of days.");
            }

            for (var date = start; date <= end; date = date.AddDays(1))
            {
                days[date] = new CalendarDay(date, false, holiday.Text("name"), holiday.OptionalText("en") ?? holiday.Text("name"));
            }
        }
    }

    private static void AddMakeUpDays(JsonElement year, Dictionary<DateOnly, CalendarDay> days)
    {
        foreach (var day in year.Items("makeupWorkdays"))
        {
            var date = Date(day.Text("date"));
            days[date] = new CalendarDay(date, true, $"{day.Text("for")}调休上班", "make-up working day");
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
