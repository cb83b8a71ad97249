using System.Globalization;

namespace Disclosure.Reports.Calendar;

public enum ReporterKind
{
    /// <summary>An organ: due 31 January (art. 49(1)).</summary>
    Organ,

    /// <summary>A people's government at county level or above: due 31 March (art. 49(2)).</summary>
    Government,
}

/// <summary>The law's date for a report.</summary>
public sealed record StatutoryDeadline
{
    /// <summary>31 January or 31 March of the year after: later is late.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The last working day on or before it: what to plan for.</summary>
    public required DateOnly LastWorkingDay { get; init; }

    public required string ExplanationZh { get; init; }

    public required string ExplanationEn { get; init; }

    /// <summary>Years on the way for which there is no notice yet.</summary>
    public required IReadOnlyList<int> YearsWithoutNotice { get; init; }

    public static StatutoryDeadline For(int reportYear, ReporterKind kind, WorkCalendar calendar)
    {
        var organ = kind == ReporterKind.Organ;
        var date = organ ? new DateOnly(reportYear + 1, 1, 31) : new DateOnly(reportYear + 1, 3, 31);
        var last = calendar.LastWorkingDayOnOrBefore(date);
        var (zh, en) = calendar.Exceptions(last, date);
        if (zh.Length == 0 && last != date)
        {
            (zh, en) =
                date.DayOfWeek == DayOfWeek.Sunday
                    ? ("；当日为星期日", "; that day is a Sunday")
                    : ("；当日为星期六", "; that day is a Saturday");
        }

        var (day, dayEn) = organ ? ("1月31日", "31 January") : ("3月31日", "31 March");
        var lastText = last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new StatutoryDeadline
        {
            Date = date,
            LastWorkingDay = last,
            ExplanationZh =
                $"《中华人民共和国政府信息公开条例》第四十九条：{date.Year}年{day}前公布；此日或此前最后一个工作日为 {lastText}{zh}",
            ExplanationEn =
                $"Art. 49 of the Regulations: to be published by {dayEn} {date.Year}; the last working day on or before it is {lastText}{en}",
            YearsWithoutNotice = calendar.HasNotice(date.Year) ? [] : [date.Year],
        };
    }
}
