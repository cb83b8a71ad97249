using System.Text.Json;
using Disclosure.Reports.Calendar;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.BuiltIn;

    [Theory]
    [InlineData("2021-01-29", true)]
    [InlineData("2021-01-31", false)]
    [InlineData("2021-02-11", false)]
    [InlineData("2021-02-20", true)]
    [InlineData("2020-02-01", false)]
    [InlineData("2024-02-09", true)]
    [InlineData("2018-12-31", false)]
    public void IsWorkingDay_Date_FollowsTheNotice(string date, bool expected) => Assert.Equal(expected, Calendar.IsWorkingDay(Day(date)));

    [Theory]
    [InlineData("2021-02-10", 1, "2021-02-18")]
    [InlineData("2021-02-18", -1, "2021-02-10")]
    [InlineData("2021-02-13", 0, "2021-02-18")]
    [InlineData("2021-02-19", 1, "2021-02-20")]
    [InlineData("2025-01-27", 2, "2025-02-06")]
    public void F38_AddWorkingDays_AcrossTheSpringFestival_SkipsIt(string from, int days, string expected) =>
        Assert.Equal(Day(expected), Calendar.AddWorkingDays(Day(from), days));

    [Fact]
    public void Explain_AcrossAHoliday_NamesIt()
    {
        var explained = Calendar.Explain(Day("2025-01-27"), 2);

        Assert.Equal(Day("2025-02-06"), explained.Date);
        Assert.Equal("2025-01-27 之后第 2 个工作日；1月28日至2月4日为春节假期", explained.ExplanationZh);
        Assert.Equal("2 working days after 2025-01-27; 28 Jan – 4 Feb is the Spring Festival holiday", explained.ExplanationEn);
        Assert.Empty(explained.YearsWithoutNotice);
    }

    [Fact]
    public void F38_Explain_OverAMakeUpDay_NamesIt() =>
        Assert.Contains("2月20日春节调休上班", Calendar.Explain(Day("2021-02-19"), 1).ExplanationZh, StringComparison.Ordinal);

    [Fact]
    public void F38_Explain_YearWithoutNotice_Warns()
    {
        var explained = Calendar.Explain(Day("2030-01-04"), 1);

        Assert.Equal(Day("2030-01-07"), explained.Date);
        Assert.Equal([2030], explained.YearsWithoutNotice);
        Assert.Contains("2030年放假安排尚未公布", explained.ExplanationZh, StringComparison.Ordinal);
    }

    [Fact]
    public void HasNotice_PredictedYear_IsNotANotice()
    {
        Assert.True(Calendar.HasNotice(2026));
        Assert.False(Calendar.HasNotice(2027));
    }

    [Fact]
    public void With_Overlay_OverridesTheNotice()
    {
        var overlaid = Calendar.With([new CalendarDay(Day("2021-01-29"), false, "停电", "power cut")]);

        Assert.Equal(Day("2021-01-28"), overlaid.LastWorkingDayOnOrBefore(Day("2021-01-31")));
        Assert.Equal(Day("2021-01-29"), Calendar.LastWorkingDayOnOrBefore(Day("2021-01-31")));
    }

    [Fact]
    public void AllDays_TenYears_AgreeWithTheFlatListsOfTheFile()
    {
        using var document = JsonDocument.Parse(Resource.Bytes("workdays.json"));
        HashSet<DateOnly> Flat(string name) =>
            [
                .. document
                    .RootElement.GetProperty(name)
                    .EnumerateObject()
                    .Where(year => year.Name != "2027")
                    .SelectMany(year => year.Value.EnumerateArray())
                    .Select(date => Day(date.GetString()!)),
            ];
        var (off, makeUp) = (Flat("offDatesFlat"), Flat("makeupFlat"));

        for (var date = Day("2018-12-29"); date <= Day("2026-12-31"); date = date.AddDays(1))
        {
            var weekday = date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.True((makeUp.Contains(date) || (weekday && !off.Contains(date))) == Calendar.IsWorkingDay(date), $"{date:O}");
        }
    }

    [Fact]
    public void For_EveryDeadlineOfTheFile_HasItsLastWorkingDay()
    {
        using var document = JsonDocument.Parse(Resource.Bytes("workdays.json"));
        foreach (var known in document.RootElement.GetProperty("reportDeadlines").EnumerateArray())
        {
            var date = Day(known.GetProperty("deadline").GetString()!);
            var kind = date.Month == 1 ? ReporterKind.Organ : ReporterKind.Government;

            var deadline = StatutoryDeadline.For(date.Year - 1, kind, Calendar);

            Assert.Equal(date, deadline.Date);
            Assert.Equal(Day(known.GetProperty("lastWorkingDayOnOrBefore").GetString()!), deadline.LastWorkingDay);
            Assert.Equal(known.GetProperty("uncertain").GetBoolean(), deadline.YearsWithoutNotice is [_, ..]);
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
