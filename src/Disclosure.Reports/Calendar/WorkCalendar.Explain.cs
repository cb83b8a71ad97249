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

    /// <summary>Why the days between two dates are not all plain weekdays and week-ends, and which years are guessed.</summary>
    internal (string Zh, string En) Exceptions(DateOnly first, DateOnly last)
    {
        List<string> zh = [];
        List<string> en = [];
        foreach (var run in Runs(first, last))
        {
            var (startZh, startEn) = (run[0].Date.ToString("M月d日", CultureInfo.InvariantCulture), Short(run[0].Date));
            var (endZh, endEn) = (run[^1].Date.ToString("M月d日", CultureInfo.InvariantCulture), Short(run[^1].Date));
            var single = run.Count == 1;
            zh.Add(
                $"{(single ? startZh : $"{startZh}至{endZh}")}{(run[0].IsWorking ? "" : "为")}{run[0].ReasonZh}{(run[0].IsWorking ? "" : "假期")}"
            );
            en.Add(
                $"{(single ? startEn : $"{startEn} – {endEn}")} {(single ? "is" : "are")} {(run[0].IsWorking ? $"a {run[0].ReasonEn}" : run[0].ReasonEn)}"
            );
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
        var runs = new List<List<CalendarDay>>();
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (!exceptions.TryGetValue(date, out var day))
            {
                continue;
            }

            var continues =
                runs is [.., var run]
                && run[^1].Date == date.AddDays(-1)
                && run[^1].IsWorking == day.IsWorking
                && run[^1].ReasonZh == day.ReasonZh;
            if (!continues)
            {
                runs.Add([]);
            }

            runs[^1].Add(day);
        }

        return runs;
    }

    private List<int> Unknown(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(first.Year, last.Year - first.Year + 1).Where(year => !HasNotice(year))];

    private static string Short(DateOnly date) => date.ToString("d MMM", CultureInfo.InvariantCulture);

    private static string Days(int days) => Math.Abs(days) == 1 ? "day" : "days";
}
