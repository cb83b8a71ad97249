using System.Globalization;
using NCrontab;

namespace Embedded.Functions.Hosting.Timers;

/// <summary>When a timer is due. All times are UTC.</summary>
internal abstract class Schedule
{
    /// <summary>Runs of shorter periods are not made good after a pause, and their functions see no status.</summary>
    private static readonly TimeSpan s_shortestMonitored = TimeSpan.FromMinutes(1);

    /// <summary>The first due time after a moment; null if there is none any more.</summary>
    public abstract DateTimeOffset? After(DateTimeOffset moment);

    /// <summary>Whether the time between two runs is long enough for missed ones to be made good.</summary>
    public bool IsMonitorable(DateTimeOffset now) =>
        After(now) is { } first && (After(first) is not { } second || second - first >= s_shortestMonitored);

    /// <summary>Reads NCRONTAB of five or six fields, or a period as <c>hh:mm:ss</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Schedule Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var period) && period > TimeSpan.Zero
                ? new Period(period)
                : throw new FormatException($"'{text}' is no period as hh:mm:ss");
        }

        var fields = trimmed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is not (5 or 6))
        {
            throw new FormatException($"'{text}' has {fields} fields, and NCRONTAB has five, or six with the seconds in front");
        }

        return CrontabSchedule.TryParse(trimmed, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } schedule
            ? new Crontab(schedule)
            : throw new FormatException($"'{text}' is no NCRONTAB expression");
    }

    private sealed class Period(TimeSpan span) : Schedule
    {
        public override DateTimeOffset? After(DateTimeOffset moment) => moment + span;
    }

    private sealed class Crontab(CrontabSchedule schedule) : Schedule
    {
        // Longer than the longest gap there can be: 29 February on one day of the week, across a century without its leap year.
        private static readonly TimeSpan s_horizon = TimeSpan.FromDays(366 * 64);

        public override DateTimeOffset? After(DateTimeOffset moment)
        {
            var end = moment.UtcDateTime + s_horizon;
            var next = schedule.GetNextOccurrence(moment.UtcDateTime, end);
            return next >= end ? null : new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc));
        }
    }
}
