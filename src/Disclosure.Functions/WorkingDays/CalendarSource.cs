using System.Text;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Calendars;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.WorkingDays;

/// <summary>The State Council's calendar that is in force.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Stored">As an administrator loaded it; null while the one that the release carries is in force.</param>
/// <param name="Remarks">What is odd in its file.</param>
internal sealed record CalendarInForce(WorkCalendar Calendar, StoredCalendar? Stored, IReadOnlyList<CalendarRemark> Remarks)
{
    /// <summary>0 for the one that the release carries.</summary>
    public int Version => Stored?.Version ?? 0;
}

/// <summary>
/// The one place that says which days are working days: the calendar that was loaded last, else the release's, with an organ's own days on
/// top. Kept in memory; a calendar that another process loaded is noticed within half a minute.
/// </summary>
internal sealed class CalendarSource(CalendarRepository calendars, OrganRepository organs, TimeProvider time)
{
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private CalendarInForce? _known;
    private long _readAt;

    /// <summary>The calendar of the State Council.</summary>
    /// <exception cref="InvalidOperationException">What is stored cannot be read any more: storage is damaged.</exception>
    public async Task<CalendarInForce> CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_known is not null && time.GetElapsedTime(_readAt) < s_freshFor)
            {
                return _known;
            }
        }

        var readAt = time.GetTimestamp();
        return Learn(await calendars.GetAsync(cancellationToken), readAt);
    }

    /// <summary>The calendar as one organ lives by it.</summary>
    public async Task<WorkCalendar> ForAsync(Organ? organ, CancellationToken cancellationToken)
    {
        var calendar = (await CurrentAsync(cancellationToken)).Calendar;
        return organ?.Calendar is { Days: [_, ..] days }
            ? calendar.With([
                .. days.Select(day => new CalendarDay(day.Date, day.IsWorking, day.ReasonZh, day.ReasonEn, IsOrgansOwn: true)),
            ])
            : calendar;
    }

    /// <inheritdoc cref="ForAsync(Organ?, CancellationToken)"/>
    public async Task<WorkCalendar> ForAsync(OrganCode organ, CancellationToken cancellationToken) =>
        await ForAsync(await organs.GetAsync(organ, cancellationToken), cancellationToken);

    /// <summary>The dates of an organ's report.</summary>
    public async Task<ReportSchedule> ScheduleAsync(ReportId report, Organ? organ, CancellationToken cancellationToken) =>
        organ.ScheduleOf(report, await ForAsync(organ, cancellationToken));

    /// <summary>Puts a calendar that was just loaded in force here at once.</summary>
    public CalendarInForce Learn(StoredCalendar? stored, long? readAt = null)
    {
        lock (_lock)
        {
            // An answer that was long on its way may be older than what is known.
            if (_known is null || (stored?.Version ?? 0) > _known.Version)
            {
                _known = Read(stored);
            }

            _readAt = readAt ?? time.GetTimestamp();
            return _known;
        }
    }

    private static CalendarInForce Read(StoredCalendar? stored) =>
        WorkCalendar.Read(stored is null ? WorkCalendar.BuiltInFile.Span : Encoding.UTF8.GetBytes(stored.Json)) switch
        {
            CalendarReading.Ok(var calendar, var remarks) => new CalendarInForce(calendar, stored, remarks),
            CalendarReading.Malformed(var problems) => throw new InvalidOperationException(
                $"Calendar version {stored?.Version ?? 0} cannot be read any more: {problems[0]}"
            ),
            var other => throw new InvalidOperationException($"No such reading: {other}."),
        };
}

/// <summary>The deadlines that an organ has; one that is not known has the usual ones.</summary>
internal static class OrganDeadlines
{
    /// <summary>Whose statutory day it has.</summary>
    public static ReporterKind ReporterKind(this Organ? organ) =>
        organ?.Kind == OrganKind.Government ? Reports.Calendar.ReporterKind.Government : Reports.Calendar.ReporterKind.Organ;

    /// <summary>The dates of its report, by the calendar that it lives by.</summary>
    public static ReportSchedule ScheduleOf(this Organ? organ, ReportId report, WorkCalendar calendar) =>
        ReportSchedule.For(report.Year, organ.ReporterKind(), calendar, organ?.Calendar?.Offsets ?? ScheduleOffsets.Usual);
}
