using Disclosure.Functions.Errors;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Reminders;

/// <summary>When a stage is due, why, and when its reviewers hear of it. Pure: the calendar and the stage decide.</summary>
internal static class StageClock
{
    /// <summary>The end of work on the day that the stage's limit leads to.</summary>
    public static DateTimeOffset Due(PolicyStage stage, DateTimeOffset issuedAt, WorkCalendar calendar) =>
        ChinaTime.EndOfWork(calendar.AddWorkingDays(ChinaTime.DateOf(issuedAt), stage.LimitWorkingDays));

    /// <summary>How a task's day came about, in words.</summary>
    public static Bilingual Explanation(PolicyStage stage, StoredTask task, WorkCalendar calendar)
    {
        var explained = calendar.Explain(ChinaTime.DateOf(task.IssuedAt), stage.LimitWorkingDays);

        // A calendar that was loaded since must not be given as the reason for a date that it would not give.
        return explained.Date == ChinaTime.DateOf(task.Due)
            ? new Bilingual(explained.ExplanationZh, explained.ExplanationEn)
            : new Bilingual(
                "按交办时的工作日历计算；此后日历已有调整",
                "counted by the calendar of the day on which it was asked; the calendar has changed since"
            );
    }

    /// <summary>
    /// The next 09:00 at which an open task wants a reminder: on the last working day before it is due, on the day itself, then on every
    /// working day while overdue. Never twice on one day.
    /// </summary>
    public static DateTimeOffset NextReminder(StoredTask task, DateTimeOffset now, WorkCalendar calendar)
    {
        var dueDay = ChinaTime.DateOf(task.Due);
        var first = calendar.AddWorkingDays(dueDay, -1);
        var lastSaid = ChinaTime.DateOf(task.RemindedAt ?? task.IssuedAt);
        var day = first > lastSaid ? first : calendar.FirstWorkingDayOnOrAfter(lastSaid.AddDays(1));

        // A day that passed while nothing ran is made up for once, at the next reminder time, not once a day missed.
        var today = ChinaTime.DateOf(now);
        return day < today ? ChinaTime.ReminderTime(calendar.FirstWorkingDayOnOrAfter(today)) : ChinaTime.ReminderTime(day);
    }
}
