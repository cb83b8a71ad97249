using Disclosure.Functions.Reminders;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Tests.Reminders;

public sealed class StageClockTests
{
    private static readonly PolicyStage s_stage = new()
    {
        Key = "secrecy",
        Kind = StageKind.Secrecy,
        Quorum = new Quorum(QuorumKind.Any),
        LimitWorkingDays = 2,
    };

    [Fact]
    public void Due_TwoWorkingDaysBeforeSpringFestival_FallsBehindIt()
    {
        // 28 January 2022 is a Friday; the festival runs 31 January to 6 February, 29 and 30 January are make-up days.
        var due = StageClock.Due(s_stage, China(2022, 1, 29, 10), WorkCalendar.BuiltIn);

        Assert.Equal(China(2022, 2, 7, 18), due);
    }

    [Theory]
    [InlineData(7, "之后第 2 个工作日")]
    // A calendar loaded since then leads to another day: it must not be given as the reason.
    [InlineData(8, "此后日历已有调整")]
    public void Explanation_OfATask_GivesTheReasonOnlyOfItsOwnDate(int dueDay, string words)
    {
        var task = new StoredTask
        {
            Round = 1,
            Stage = "secrecy",
            PersonId = "secrecy1",
            PersonName = "王建国",
            Role = nameof(StaffRole.SecrecyReviewer),
            Issue = 1,
            State = TaskState.Open,
            Due = China(2022, 2, dueDay, 18),
            IssuedAt = China(2022, 1, 29, 10),
        };

        var explanation = StageClock.Explanation(s_stage, task, WorkCalendar.BuiltIn);

        Assert.Contains(words, explanation.Zh, StringComparison.Ordinal);
        Assert.Equal(dueDay == 7, explanation.En.StartsWith("2 working days after", StringComparison.Ordinal));
    }

    [Fact]
    public void Due_IssuedLateInTheEvening_CountsTheChineseDay() =>
        Assert.Equal(
            China(2022, 1, 13, 18),
            StageClock.Due(s_stage, new DateTimeOffset(2022, 1, 10, 16, 30, 0, TimeSpan.Zero), WorkCalendar.BuiltIn)
        );

    [Fact]
    public void NextReminder_FreshTask_IsTheMorningBeforeItIsDue() =>
        Assert.Equal(China(2022, 1, 12, 9), Next(issued: China(2022, 1, 10, 10), due: China(2022, 1, 13, 18), now: China(2022, 1, 10, 10)));

    [Fact]
    public void NextReminder_RemindedToday_IsTheNextWorkingMorning() =>
        Assert.Equal(
            China(2022, 1, 17, 9),
            Next(issued: China(2022, 1, 10, 10), due: China(2022, 1, 13, 18), now: China(2022, 1, 14, 9), reminded: China(2022, 1, 14, 9))
        );

    [Fact]
    public void F35_NextReminder_AfterTenDaysDown_IsOneAndNotTen()
    {
        var now = China(2022, 1, 24, 15);

        var next = Next(issued: China(2022, 1, 10, 10), due: China(2022, 1, 12, 18), now: now);
        var after = Next(issued: China(2022, 1, 10, 10), due: China(2022, 1, 12, 18), now: now, reminded: now);

        Assert.Equal(China(2022, 1, 24, 9), next); // due at once
        Assert.Equal(China(2022, 1, 25, 9), after);
    }

    private static DateTimeOffset Next(DateTimeOffset issued, DateTimeOffset due, DateTimeOffset now, DateTimeOffset? reminded = null) =>
        StageClock.NextReminder(
            new StoredTask
            {
                Round = 1,
                Stage = "secrecy",
                PersonId = "a",
                PersonName = "甲",
                Role = "SecrecyReviewer",
                Issue = 1,
                State = TaskState.Open,
                Due = due,
                IssuedAt = issued,
                RemindedAt = reminded,
            },
            now,
            WorkCalendar.BuiltIn
        );

    private static DateTimeOffset China(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(8));
}
