using Disclosure.Functions.Errors;
using Disclosure.Reports.Calendar;

namespace Disclosure.Functions.WorkingDays;

/// <summary>The dates of one report.</summary>
internal sealed record DatesView
{
    public required string ReportId { get; init; }

    /// <summary>The law's day.</summary>
    public required DateOnly Statutory { get; init; }

    /// <summary>The last working day on or before it.</summary>
    public required DateOnly LastWorkingDay { get; init; }

    public required string Explanation { get; init; }

    public required IReadOnlyList<MilestoneView> Milestones { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public static DatesView Of(ReportId report, ReportSchedule schedule, DateOnly today, Language language) =>
        new()
        {
            ReportId = report.ToString(),
            Statutory = schedule.Statutory.Date,
            LastWorkingDay = schedule.Statutory.LastWorkingDay,
            Explanation = language == Language.En ? schedule.Statutory.ExplanationEn : schedule.Statutory.ExplanationZh,
            Milestones = [.. schedule.Dates.Select(date => MilestoneView.Of(date, today, language))],
            Warnings = CalendarWarnings.Of(schedule.YearsWithoutNotice, language),
        };
}

/// <summary>One internal date.</summary>
internal sealed record MilestoneView(Milestone Milestone, string Name, DateOnly Date, int WorkingDaysAhead, string Explanation, bool IsPast)
{
    public static MilestoneView Of(ScheduledDate date, DateOnly today, Language language) =>
        new(
            date.Milestone,
            NameOf(date.Milestone).In(language),
            date.Date.Date,
            date.WorkingDaysAhead,
            language == Language.En ? date.Date.ExplanationEn : date.Date.ExplanationZh,
            date.Date.Date < today
        );

    private static Bilingual NameOf(Milestone milestone) =>
        milestone switch
        {
            Milestone.Open => new("启动编制", "Drafting begins"),
            Milestone.DraftComplete => new("完成拟稿", "Draft complete"),
            Milestone.SecrecyDone => new("完成保密审查", "Secrecy review done"),
            Milestone.SignOffDone => new("完成签发", "Sign-off done"),
            _ => new("公布", "Published"),
        };
}

/// <summary>A counted date with its reasons.</summary>
internal sealed record ExplanationView
{
    public required string OrganCode { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Whether the day counted from is a working day itself.</summary>
    public required bool FromIsWorkingDay { get; init; }

    /// <summary>What that day is, as in 春节 or week-end.</summary>
    public required string FromIs { get; init; }

    public required int Days { get; init; }

    public required DateOnly Date { get; init; }

    public required string Explanation { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public static ExplanationView Of(CalendarQuery query, WorkCalendar calendar, Language language)
    {
        var day = calendar.Describe(query.From);
        var explained = calendar.Explain(query.From, query.Days);
        return new ExplanationView
        {
            OrganCode = query.Organ.Value,
            From = query.From,
            FromIsWorkingDay = day.IsWorking,
            FromIs = language == Language.En ? day.ReasonEn : day.ReasonZh,
            Days = query.Days,
            Date = explained.Date,
            Explanation = language == Language.En ? explained.ExplanationEn : explained.ExplanationZh,
            Warnings = CalendarWarnings.Of(explained.YearsWithoutNotice, language),
        };
    }
}

/// <summary>What to say of years whose holidays are not known yet.</summary>
internal static class CalendarWarnings
{
    public static IReadOnlyList<string> Of(IEnumerable<int> years, Language language) =>
        [
            .. years.Select(year =>
                new Bilingual(
                    $"{year} 年放假安排尚未加载，日期可能变动。",
                    $"The holiday notice for {year} is not loaded; dates may move."
                ).In(language)
            ),
        ];
}
