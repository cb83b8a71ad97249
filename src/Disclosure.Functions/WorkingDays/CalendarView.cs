using Disclosure.Functions.Errors;
using Disclosure.Functions.Reminders;
using Disclosure.Reports.Calendar;

namespace Disclosure.Functions.WorkingDays;

/// <summary>A calendar as administrators see it.</summary>
internal sealed record CalendarView
{
    // A loading that changes more than this is another calendar altogether; the count says so.
    private const int MostChanges = 400;

    /// <summary>0 for the calendar that the release carries.</summary>
    public required int Version { get; init; }

    /// <summary>built-in or loaded.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset? LoadedAt { get; init; }

    public required string? LoadedBy { get; init; }

    /// <summary>The years whose notices it knows.</summary>
    public required IReadOnlyList<CalendarYearView> Years { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Days that a loading turned into working days or days off; null where nothing was loaded.</summary>
    public required IReadOnlyList<CalendarChange>? Changes { get; init; }

    public required int? ChangeCount { get; init; }

    public static CalendarView Of(CalendarInForce current, CalendarInForce? earlier, DateOnly today, Language language)
    {
        var calendar = current.Calendar;
        var changes = earlier is null ? null : calendar.ChangesSince(earlier.Calendar);
        return new CalendarView
        {
            Version = current.Version,
            Source = current.Stored is null ? "built-in" : "loaded",
            LoadedAt = current.Stored is { } stored ? ChinaTime.Local(stored.LoadedAt) : null,
            LoadedBy = current.Stored?.LoadedBy,
            Years = [.. calendar.Years.Select(year => CalendarYearView.Of(calendar, year))],
            Warnings =
            [
                .. WarningsOf(calendar, earlier?.Calendar, today).Select(warning => warning.In(language)),
                .. current.Remarks.Select(remark => language == Language.En ? remark.En : remark.Zh),
            ],
            Changes = changes is null ? null : [.. changes.Take(MostChanges)],
            ChangeCount = changes?.Count,
        };
    }

    public static IEnumerable<FieldError> Errors(IEnumerable<CalendarRemark> problems, Language language) =>
        problems.Select(problem => new FieldError(problem.Pointer, language == Language.En ? problem.En : problem.Zh));

    private static IEnumerable<Bilingual> WarningsOf(WorkCalendar calendar, WorkCalendar? earlier, DateOnly today)
    {
        // A report is due early in the year after: from November on its dates need the coming year's notice.
        foreach (var year in new[] { today.Year, today.AddMonths(2).Year }.Distinct().Where(year => !calendar.HasNotice(year)))
        {
            yield return new Bilingual(
                $"没有 {year} 年的放假安排，暂按周一至周五计算；国务院办公厅发布通知后请重新加载。",
                $"The notice for {year} is missing and its days count Monday to Friday; load it once the General Office has issued it."
            );
        }

        foreach (var year in (earlier?.Years ?? []).Where(year => !calendar.HasNotice(year)))
        {
            yield return new Bilingual(
                $"先前的日历有 {year} 年，新日历没有：该年改按周一至周五计算。",
                $"The former calendar had {year}, this one has not: its days now count Monday to Friday."
            );
        }
    }
}

/// <summary>One year of a calendar, in numbers.</summary>
/// <param name="Year">Which.</param>
/// <param name="DaysOff">Days of its holidays that fall into the year.</param>
/// <param name="MakeUpDays">Make-up working days.</param>
internal sealed record CalendarYearView(int Year, int DaysOff, int MakeUpDays)
{
    public static CalendarYearView Of(WorkCalendar calendar, int year)
    {
        var days = calendar.ExceptionsOf(year);
        return new CalendarYearView(year, days.Count(day => !day.IsWorking), days.Count(day => day.IsWorking));
    }
}
