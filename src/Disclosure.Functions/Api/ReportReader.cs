using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.WorkingDays;
using Disclosure.Reports.Calendar;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Api;

/// <summary>Reads contents and judges them, the same way for drafters, reviewers and publication.</summary>
internal sealed class ReportReader(
    ContentStore contents,
    OrganRepository organs,
    LastYearFinder lastYear,
    NeighbourReports neighbours,
    CalendarSource calendars,
    TimeProvider time
)
{
    private static readonly Dictionary<string, Severity> s_noneRaised = [];

    /// <inheritdoc cref="StoredContents.ReadAsync"/>
    public Task<ReportContent> ContentAsync(ReportId id, ContentDigest digest, CancellationToken cancellationToken) =>
        contents.ReadAsync(id, digest, cancellationToken);

    /// <summary>Checks a content as of today.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(ReportId id, ReportContent content, CancellationToken cancellationToken)
    {
        var organ = await organs.GetAsync(id.Organ, cancellationToken);
        var previous = await lastYear.FindAsync(id, cancellationToken);
        var calendar = await calendars.ForAsync(organ, cancellationToken);
        return ReportChecker.Check(
            content,
            new CheckContext
            {
                ReportId = id,
                OrganName = organ?.NameZh ?? id.Organ.Value,
                Today = time.Today(),
                ReporterKind = organ.ReporterKind(),
                Calendar = calendar,
                InternalDeadline = organ.ScheduleOf(id, calendar)[Milestone.Publish],
                Previous = previous?.Content,
                PreviousIsDraft = previous?.Source == LastYearSource.Draft,
                Others = await neighbours.LikeAsync(id, content, cancellationToken),
                WatchedWords = organ?.Site.OwnWords ?? [],
                OwnPhones = organ?.Site.OwnPhones ?? [],
                RaisedSeverities = organ?.RaisedSeverities ?? s_noneRaised,
            }
        );
    }
}
