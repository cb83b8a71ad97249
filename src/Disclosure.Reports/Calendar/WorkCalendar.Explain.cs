using System.Globalization;

namespace Disclosure.Reports.Calendar;

public sealed partial class WorkCalendar
{
    /// <summary>The same as <see cref="AddWorkingDays"/>, with its reasons in words.</summary>
    public ExplainedDate Explain(DateOnly from, int days)
    {
        var date = AddWorkingDays(from, days);
        var first = from < date ? from : date;
        var last = from < date ? date : from;
        var (zh, en) = Exceptions(first, last);
        var count = Math.Abs(days).ToString(CultureInfo.InvariantCulture);
        var (leadZh, leadEn) = days switch
        {
            > 0 => ($"{Iso(from)} 之后第 {count} 个工作日", $"{count} working {Days(days)} after {Iso(from)}"),
            < 0 => ($"{Iso(from)} 之前第 {count} 个工作日", $"{count} working {Days(days)} before {Iso(from)}"),
            _ => ($"{Iso(from)} 当日或其后第一个工作日", $"the first working day on or after {Iso(from)}"),
        };
        return new ExplainedDate
        {
            Date = date,
            ExplanationZh = leadZh + zh,
            ExplanationEn = leadEn + en,
            YearsWithoutNotice = Unknown(first, last),
        };
    }

    /// <summary>What one day is, in words.</summary>
    public CalendarDay Describe(DateOnly date) =>
        exceptions.TryGetValue(date, out var day) ? day
        : IsWorkingDay(date) ? new CalendarDay(date, true, "工作日", "working day")
        : new CalendarDay(date, false, "周末", "week-end");

    /// <summary>Why the days between two dates are not all plain weekdays and week-ends, and which years are guessed.</summary>
    internal (string Zh, string En) Exceptions(DateOnly first, DateOnly last)
    {
        List<string> zh = [];
        List<string> en = [];
        foreach (var run in Runs(first, last))
        {
            var words = DayRunWords.Of(run);
            zh.Add(words.Zh);
            en.Add(words.En);
        }

        foreach (var year in Unknown(first, last))
        {
            zh.Add($"{year}年放假安排尚未公布，暂按周一至周五计算");
            en.Add($"the holiday notice for {year} is not out yet, counted Monday to Friday for now");
        }

        return zh is [] ? ("", "") : ($"；{string.Join("；", zh)}", $"; {string.Join("; ", en)}");
    }

    private List<List<CalendarDay>> Runs(DateOnly first, DateOnly last)
    {
        // A day in the midst of a holiday is explained by the whole of it.
        while (
            exceptions.TryGetValue(first, out var day) && exceptions.TryGetValue(first.AddDays(-1), out var before) && Belong(before, day)
        )
        {
            first = first.AddDays(-1);
        }

        while (exceptions.TryGetValue(last, out var day) && exceptions.TryGetValue(last.AddDays(1), out var after) && Belong(day, after))
        {
            last = last.AddDays(1);
        }

        var runs = new List<List<CalendarDay>>();
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (!exceptions.TryGetValue(date, out var day))
            {
                continue;
            }

            if (runs is [.., var run] && run[^1].Date == date.AddDays(-1) && Belong(run[^1], day))
            {
                run.Add(day);
            }
            else
            {
                runs.Add([day]);
            }
        }

        return runs;
    }

    private static bool Belong(CalendarDay one, CalendarDay next) =>
        one.IsWorking == next.IsWorking && one.ReasonZh == next.ReasonZh && one.IsOrgansOwn == next.IsOrgansOwn;

    private List<int> Unknown(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(first.Year, last.Year - first.Year + 1).Where(year => !HasNotice(year))];

    private static string Days(int days) => Math.Abs(days) == 1 ? "day" : "days";
}
