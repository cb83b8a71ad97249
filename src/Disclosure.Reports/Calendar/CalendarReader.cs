using System.Text.Json;

namespace Disclosure.Reports.Calendar;

/// <summary>Reads one calendar file, collecting what is wrong instead of stopping at the first.</summary>
internal sealed class CalendarReader
{
    private const string Schema = "cn-workdays/1";
    private const int FirstYear = 1950;
    private const int LastYear = 2199;
    private const int MostYears = 200;

    private readonly List<CalendarRemark> problems = [];
    private readonly List<CalendarRemark> remarks = [];
    private readonly Dictionary<DateOnly, CalendarDay> days = [];
    private readonly SortedSet<int> years = [];

    public static CalendarReading Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
            using var document = JsonDocument.ParseValue(ref reader);
            // Text that is not UTF-8 is found only when it is read; what follows the document is no calendar either.
            return reader.Read() ? NotJson() : new CalendarReader().Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return NotJson();
        }
    }

    private CalendarReading Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.OptionalText("schema") != Schema)
        {
            return new CalendarReading.Malformed([
                new CalendarRemark("/schema", $"不是 {Schema} 格式的日历。", $"Not a calendar of schema {Schema}."),
            ]);
        }

        if (
            !root.TryGetProperty("years", out var list)
            || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() is 0 or > MostYears
        )
        {
            Refuse("/years", $"应为 1 至 {MostYears} 个年度的列表。", $"Must list 1 to {MostYears} years.");
        }
        else
        {
            foreach (var (year, index) in list.EnumerateArray().Select((year, index) => (year, index)))
            {
                Year(year, $"/years/{index}");
            }
        }

        if (problems.Count > 0)
        {
            return new CalendarReading.Malformed(problems);
        }

        for (var year = years.Min; year < years.Max; year++)
        {
            if (!years.Contains(year))
            {
                remarks.Add(new CalendarRemark("/years", $"缺少 {year} 年。", $"{year} is missing between other years."));
            }
        }

        return new CalendarReading.Ok(new WorkCalendar(days, years), remarks);
    }

    private void Year(JsonElement item, string pointer)
    {
        if (
            item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty("year", out var number)
            || number.ValueKind != JsonValueKind.Number
            || !number.TryGetInt32(out var year)
            || year is < FirstYear or > LastYear
        )
        {
            Refuse($"{pointer}/year", $"应为 {FirstYear} 至 {LastYear} 之间的年份。", $"Must be a year from {FirstYear} to {LastYear}.");
            return;
        }

        if (item.OptionalText("status") is not { } status)
        {
            Refuse(
                $"{pointer}/status",
                "缺少状态；按通知核对过的写 verified。",
                "The status is missing; verified is what follows the notice."
            );
            return;
        }

        // A prediction is not a notice: such a year stays on weekdays and says so.
        if (status != "verified")
        {
            remarks.Add(
                new CalendarRemark(
                    $"{pointer}/status",
                    $"{year} 年尚无放假通知（{status}），按周一至周五计算。",
                    $"{year} has no notice yet ({status}) and counts Monday to Friday."
                )
            );
            return;
        }

        if (!years.Add(year))
        {
            Refuse($"{pointer}/year", $"{year} 年重复。", $"{year} appears twice.");
            return;
        }

        new CalendarYearReader(year, days, Refuse, remarks).Read(item, pointer);
    }

    private void Refuse(string pointer, string zh, string en) => problems.Add(new CalendarRemark(pointer, zh, en));

    private static CalendarReading.Malformed NotJson() =>
        new([new CalendarRemark(string.Empty, "日历文件不是有效的 JSON。", "The calendar file is not valid JSON.")]);
}
