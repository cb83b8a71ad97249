namespace Disclosure.Functions.Reminders;

/// <summary>Dates are the office's: China keeps one time, eight hours ahead of UTC, and has had no summer time since 1991.</summary>
internal static class ChinaTime
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(8);
    private static readonly TimeOnly s_endOfWork = new(18, 0);
    private static readonly TimeOnly s_reminder = new(9, 0);

    public static DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(s_offset).DateTime);

    public static DateOnly Today(this TimeProvider time) => DateOf(time.GetUtcNow());

    /// <summary>The moment after which something due on a day is overdue.</summary>
    public static DateTimeOffset EndOfWork(DateOnly day) => new(day.ToDateTime(s_endOfWork), s_offset);

    /// <summary>When people are reminded on a day.</summary>
    public static DateTimeOffset ReminderTime(DateOnly day) => new(day.ToDateTime(s_reminder), s_offset);

    public static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(s_offset);
}
