using Disclosure.Reports.Calendar;

namespace Disclosure.Reports.Tests.Calendar;

/// <summary>What a date says of how it came about.</summary>
public sealed class ExplanationTests
{
    [Theory]
    // 调休: Sunday 7 February 2021 was worked for the Spring Festival.
    [InlineData(
        "2021-02-05",
        2,
        "2021-02-08",
        "2021-02-05 之后第 2 个工作日；2月7日春节调休上班",
        "2 working days after 2021-02-05; 7 Feb is a make-up working day"
    )]
    [InlineData(
        "2022-01-28",
        2,
        "2022-01-30",
        "2022-01-28 之后第 2 个工作日；1月29日至1月30日春节调休上班",
        "2 working days after 2022-01-28; 29 Jan – 30 Jan are make-up working days"
    )]
    // Over the turn of the year; the New Year of 2023 began in 2022 and belongs to the notice for 2023.
    [InlineData(
        "2022-12-30",
        1,
        "2023-01-03",
        "2022-12-30 之后第 1 个工作日；12月31日至1月2日为元旦假期",
        "1 working day after 2022-12-30; 31 Dec – 2 Jan is the New Year's Day holiday"
    )]
    // Over the border of a month, in a leap year.
    [InlineData("2024-02-28", 2, "2024-03-01", "2024-02-28 之后第 2 个工作日", "2 working days after 2024-02-28")]
    [InlineData(
        "2020-01-23",
        1,
        "2020-02-03",
        "2020-01-23 之后第 1 个工作日；1月24日至2月2日为春节假期",
        "1 working day after 2020-01-23; 24 Jan – 2 Feb is the Spring Festival holiday"
    )]
    [InlineData(
        "2020-02-03",
        -1,
        "2020-01-23",
        "2020-02-03 之前第 1 个工作日；1月24日至2月2日为春节假期",
        "1 working day before 2020-02-03; 24 Jan – 2 Feb is the Spring Festival holiday"
    )]
    public void Explain_RealYears_NamesWhatIsOutOfTheOrdinary(string from, int days, string expected, string zh, string en)
    {
        var explained = WorkCalendar.BuiltIn.Explain(Day(from), days);

        Assert.Equal(Day(expected), explained.Date);
        Assert.Equal(zh, explained.ExplanationZh);
        Assert.Equal(en, explained.ExplanationEn);
    }

    [Fact]
    public void Explain_FromTheMidstOfAHoliday_NamesAllOfIt() =>
        Assert.EndsWith(
            "28 Jan – 4 Feb is the Spring Festival holiday",
            WorkCalendar.BuiltIn.Explain(Day("2025-01-31"), 1).ExplanationEn,
            StringComparison.Ordinal
        );

    [Fact]
    public void Explain_OrgansOwnDays_SayThatTheyAreItsOwn()
    {
        var calendar = WorkCalendar.BuiltIn.With([
            new CalendarDay(Day("2021-04-14"), false, "三月三", "Sanyuesan", IsOrgansOwn: true),
            new CalendarDay(Day("2021-04-15"), false, "三月三", "Sanyuesan", IsOrgansOwn: true),
            new CalendarDay(Day("2021-04-17"), true, "", "", IsOrgansOwn: true),
        ]);

        var explained = calendar.Explain(Day("2021-04-13"), 2);

        Assert.Equal(Day("2021-04-17"), explained.Date);
        Assert.Equal("2021-04-13 之后第 2 个工作日；4月14日至4月15日本机关不上班（三月三）；4月17日本机关上班", explained.ExplanationZh);
        Assert.Equal(
            "2 working days after 2021-04-13; 14 Apr – 15 Apr are days off at this organ (Sanyuesan); 17 Apr is a working day of this organ",
            explained.ExplanationEn
        );
    }

    [Theory]
    [InlineData("2021-02-12", false, "春节", "Spring Festival")]
    [InlineData("2021-02-20", true, "春节调休上班", "make-up working day")]
    [InlineData("2021-02-06", false, "周末", "week-end")]
    [InlineData("2021-02-08", true, "工作日", "working day")]
    public void Describe_Day_SaysWhatItIs(string date, bool working, string zh, string en) =>
        Assert.Equal(new CalendarDay(Day(date), working, zh, en), WorkCalendar.BuiltIn.Describe(Day(date)));

    [Fact]
    public void ChangesSince_ACancelledMakeUpDay_IsTheOneThatMoved()
    {
        // In January 2020 the make-up day of 1 February was cancelled while the year ran.
        var before = WorkCalendar.BuiltIn.With([new CalendarDay(Day("2020-02-01"), true, "春节调休上班", "make-up working day")]);

        Assert.Equal([new CalendarChange(Day("2020-02-01"), true, false)], WorkCalendar.BuiltIn.ChangesSince(before));
        Assert.Empty(WorkCalendar.BuiltIn.ChangesSince(WorkCalendar.BuiltIn));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
