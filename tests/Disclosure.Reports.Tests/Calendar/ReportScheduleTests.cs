using Disclosure.Reports.Calendar;

namespace Disclosure.Reports.Tests.Calendar;

public sealed class ReportScheduleTests
{
    [Fact]
    public void For_TheReportOf2020_HasTheUsualDates()
    {
        var schedule = ReportSchedule.For(2020, ReporterKind.Organ, WorkCalendar.BuiltIn, ScheduleOffsets.Usual);

        // 31 January 2021 was a Sunday, so everything counts back from Friday the 29th.
        Assert.Equal(new DateOnly(2021, 1, 31), schedule.Statutory.Date);
        Assert.Equal(new DateOnly(2021, 1, 29), schedule.Statutory.LastWorkingDay);
        Assert.EndsWith("；当日为星期日", schedule.Statutory.ExplanationZh, StringComparison.Ordinal);
        Assert.EndsWith("; that day is a Sunday", schedule.Statutory.ExplanationEn, StringComparison.Ordinal);
        Assert.Equal(
            [new(2021, 1, 5), new(2021, 1, 15), new(2021, 1, 25), new(2021, 1, 27), new DateOnly(2021, 1, 28)],
            schedule.Dates.Select(date => date.Date.Date)
        );
        Assert.Equal("10 working days before 2021-01-29", schedule.Dates[1].Date.ExplanationEn);
    }

    [Fact]
    public void For_TheReportOf2019_CountsBackFromBeforeTheSpringFestival()
    {
        // The Spring Festival of 2020 began on 24 January: the last working day was the 23rd, and Sunday the 19th was worked.
        var schedule = ReportSchedule.For(2019, ReporterKind.Organ, WorkCalendar.BuiltIn, ScheduleOffsets.Usual);

        Assert.Equal(new DateOnly(2020, 1, 23), schedule.Statutory.LastWorkingDay);
        Assert.Equal(new DateOnly(2020, 1, 22), schedule[Milestone.Publish]);
        Assert.Equal(new DateOnly(2020, 1, 19), schedule[Milestone.SecrecyDone]);
        Assert.Contains("1月19日春节调休上班", schedule.Dates[2].Date.ExplanationZh, StringComparison.Ordinal);
        Assert.Contains("24 Jan – 2 Feb is the Spring Festival holiday", schedule.Statutory.ExplanationEn, StringComparison.Ordinal);
    }

    [Fact]
    public void For_AGovernment_EndsInMarch() =>
        Assert.Equal(
            new DateOnly(2022, 3, 30),
            ReportSchedule.For(2021, ReporterKind.Government, WorkCalendar.BuiltIn, ScheduleOffsets.Usual)[Milestone.Publish]
        );

    [Fact]
    public void For_YearWithoutNotice_Warns()
    {
        var schedule = ReportSchedule.For(2026, ReporterKind.Organ, WorkCalendar.BuiltIn, ScheduleOffsets.Usual);

        Assert.Equal([2027], schedule.YearsWithoutNotice);
        Assert.Contains("2027年放假安排尚未公布", schedule.Dates[4].Date.ExplanationZh, StringComparison.Ordinal);
    }

    [Fact]
    public void For_ZeroDaysAhead_IsTheLastWorkingDayItself()
    {
        var schedule = ReportSchedule.For(2020, ReporterKind.Organ, WorkCalendar.BuiltIn, new ScheduleOffsets { Publish = 0 });

        Assert.Equal(schedule.Statutory.LastWorkingDay, schedule[Milestone.Publish]);
        Assert.Equal(schedule.Statutory.ExplanationEn, schedule.Dates[4].Date.ExplanationEn);
    }

    [Fact]
    public void FirstFault_OfOffsets_IsWhatIsLateOrOutOfOrder()
    {
        Assert.Null(ScheduleOffsets.Usual.FirstFault());
        Assert.Equal(Milestone.Publish, (ScheduleOffsets.Usual with { Publish = -1 }).FirstFault());
        Assert.Equal(Milestone.Publish, (ScheduleOffsets.Usual with { Publish = 3 }).FirstFault());
        Assert.Equal(Milestone.SecrecyDone, (ScheduleOffsets.Usual with { SecrecyDone = 11 }).FirstFault());
        Assert.Equal(Milestone.Open, (ScheduleOffsets.Usual with { Open = 61 }).FirstFault());
    }

    [Fact]
    public void For_FaultyOffsets_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            ReportSchedule.For(2020, ReporterKind.Organ, WorkCalendar.BuiltIn, new ScheduleOffsets { Publish = -1 })
        );
}
