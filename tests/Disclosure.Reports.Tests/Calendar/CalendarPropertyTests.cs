using CsCheck;
using Disclosure.Reports.Calendar;

namespace Disclosure.Reports.Tests.Calendar;

/// <summary>What holds of every calendar: the notices of 2019–2026, the guessed year 2027, and an organ's own days laid over them.</summary>
public sealed class CalendarPropertyTests
{
    private static readonly Gen<DateOnly> Date = Gen.Int[new DateOnly(2019, 1, 1).DayNumber, new DateOnly(2027, 12, 31).DayNumber]
        .Select(DateOnly.FromDayNumber);

    private static readonly Gen<WorkCalendar> Calendar = Gen.Select(Date, Gen.Bool)
        .Array[0, 40]
        .Select(days => WorkCalendar.BuiltIn.With([.. days.Select(day => new CalendarDay(day.Item1, day.Item2, "本", "own", true))]));

    [Fact]
    public void AddWorkingDays_ThenSubtract_IsBackOnAWorkingDay() =>
        Gen.Select(Calendar, Date, Gen.Int[1, 60])
            .Sample(
                (calendar, date, days) =>
                {
                    var start = calendar.FirstWorkingDayOnOrAfter(date);
                    return calendar.AddWorkingDays(calendar.AddWorkingDays(start, days), -days) == start;
                },
                iter: 2_000
            );

    [Fact]
    public void AddWorkingDays_AnyCount_PassesThatManyWorkingDays() =>
        Gen.Select(Calendar, Date, Gen.Int[-60, 60].Where(days => days != 0))
            .Sample(
                (calendar, date, days) =>
                {
                    var reached = calendar.AddWorkingDays(date, days);
                    var step = Math.Sign(days);
                    var passed = 0;
                    for (var day = date.AddDays(step); day != reached.AddDays(step); day = day.AddDays(step))
                    {
                        passed += calendar.IsWorkingDay(day) ? 1 : 0;
                    }

                    return passed == Math.Abs(days) && calendar.IsWorkingDay(reached);
                },
                iter: 2_000
            );

    [Fact]
    public void AddWorkingDays_InTwoSteps_IsTheSameAsInOne() =>
        Gen.Select(Calendar, Date, Gen.Int[1, 30], Gen.Int[1, 30])
            .Sample(
                (calendar, date, one, two) =>
                    calendar.AddWorkingDays(calendar.AddWorkingDays(date, one), two) == calendar.AddWorkingDays(date, one + two),
                iter: 2_000
            );

    [Fact]
    public void Explain_AnyDate_IsTheDateOfTheCountAndSaysItTwice() =>
        Gen.Select(Calendar, Date, Gen.Int[-60, 60])
            .Sample(
                (calendar, date, days) =>
                {
                    var explained = calendar.Explain(date, days);
                    return explained.Date == calendar.AddWorkingDays(date, days)
                        && explained.ExplanationZh.Contains("工作日", StringComparison.Ordinal)
                        && explained.ExplanationEn.Contains("working day", StringComparison.Ordinal)
                        && explained.YearsWithoutNotice.All(year => year is < 2019 or > 2026);
                },
                iter: 2_000
            );

    [Fact]
    public void Schedule_AnyGoodOffsets_IsInOrderAndNeverLaterThanTheLaw() =>
        Gen.Select(Calendar, Gen.Int[2018, 2027], Gen.Bool, Gen.Int[0, 60].Array[5])
            .Sample(
                (calendar, year, government, ahead) =>
                {
                    Array.Sort(ahead, (one, other) => other.CompareTo(one));
                    var offsets = new ScheduleOffsets
                    {
                        Open = ahead[0],
                        DraftComplete = ahead[1],
                        SecrecyDone = ahead[2],
                        SignOffDone = ahead[3],
                        Publish = ahead[4],
                    };
                    var schedule = ReportSchedule.For(year, government ? ReporterKind.Government : ReporterKind.Organ, calendar, offsets);
                    var dates = schedule.Dates.Select(date => date.Date.Date).ToList();
                    return dates.SequenceEqual(dates.Order())
                        && dates.TrueForAll(date => date <= schedule.Statutory.Date && calendar.IsWorkingDay(date));
                },
                iter: 500
            );
}
