namespace Disclosure.Reports.Calendar;

/// <summary>The steps that an organ's own plan dates, in order.</summary>
public enum Milestone
{
    /// <summary>The drafting begins.</summary>
    Open,

    /// <summary>The draft is complete.</summary>
    DraftComplete,

    /// <summary>The secrecy review is over.</summary>
    SecrecyDone,

    /// <summary>The leaders have signed off.</summary>
    SignOffDone,

    /// <summary>The report is public.</summary>
    Publish,
}

/// <summary>How many working days before the statutory day each milestone is due.</summary>
public sealed record ScheduleOffsets
{
    /// <summary>Most working days ahead that a plan may begin: a quarter of a year.</summary>
    public const int Most = 60;

    /// <summary>18, 10, 4, 2 and 1 working days ahead.</summary>
    public static ScheduleOffsets Usual { get; } = new();

    public int Open { get; init; } = 18;

    public int DraftComplete { get; init; } = 10;

    public int SecrecyDone { get; init; } = 4;

    public int SignOffDone { get; init; } = 2;

    public int Publish { get; init; } = 1;

    /// <summary>Every milestone with its offset, in order.</summary>
    public IReadOnlyList<(Milestone Milestone, int Days)> InOrder() =>
        [
            (Milestone.Open, Open),
            (Milestone.DraftComplete, DraftComplete),
            (Milestone.SecrecyDone, SecrecyDone),
            (Milestone.SignOffDone, SignOffDone),
            (Milestone.Publish, Publish),
        ];

    /// <summary>
    /// The first milestone that cannot be: later than the law's day (a negative offset), too far ahead, or before the one that it
    /// follows. Null if the plan is good.
    /// </summary>
    public Milestone? FirstFault()
    {
        var before = Most;
        foreach (var (milestone, days) in InOrder())
        {
            if (days < 0 || days > before)
            {
                return milestone;
            }

            before = days;
        }

        return null;
    }
}

/// <summary>A milestone and its date.</summary>
/// <param name="Milestone">Which.</param>
/// <param name="WorkingDaysAhead">Of the last working day on or before the statutory day.</param>
/// <param name="Date">When, and why then.</param>
public sealed record ScheduledDate(Milestone Milestone, int WorkingDaysAhead, ExplainedDate Date);

/// <summary>The law's day for a report, and the organ's own dates on the way there.</summary>
public sealed record ReportSchedule
{
    public required StatutoryDeadline Statutory { get; init; }

    /// <summary>One a milestone, in order; none later than the law's day.</summary>
    public required IReadOnlyList<ScheduledDate> Dates { get; init; }

    /// <summary>Years that any of the dates touches for which there is no notice yet, ascending.</summary>
    public IReadOnlyList<int> YearsWithoutNotice =>
        [.. Dates.SelectMany(date => date.Date.YearsWithoutNotice).Concat(Statutory.YearsWithoutNotice).Distinct().Order()];

    /// <summary>The date of a milestone.</summary>
    public DateOnly this[Milestone milestone] => Dates.First(date => date.Milestone == milestone).Date.Date;

    /// <exception cref="ArgumentException">The offsets have a fault.</exception>
    public static ReportSchedule For(int reportYear, ReporterKind kind, WorkCalendar calendar, ScheduleOffsets offsets)
    {
        if (offsets.FirstFault() is { } fault)
        {
            throw new ArgumentException($"The offset of {fault} cannot be.", nameof(offsets));
        }

        var statutory = StatutoryDeadline.For(reportYear, kind, calendar);
        return new ReportSchedule
        {
            Statutory = statutory,
            Dates =
            [
                .. offsets.InOrder().Select(entry => new ScheduledDate(entry.Milestone, entry.Days, Date(statutory, entry.Days, calendar))),
            ],
        };
    }

    private static ExplainedDate Date(StatutoryDeadline statutory, int days, WorkCalendar calendar) =>
        days == 0
            ? new ExplainedDate
            {
                Date = statutory.LastWorkingDay,
                ExplanationZh = statutory.ExplanationZh,
                ExplanationEn = statutory.ExplanationEn,
                YearsWithoutNotice = statutory.YearsWithoutNotice,
            }
            : calendar.Explain(statutory.LastWorkingDay, -days);
}
