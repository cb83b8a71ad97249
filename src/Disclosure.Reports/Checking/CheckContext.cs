using Disclosure.Reports.Calendar;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking;

/// <summary>What a check needs to know beside the content.</summary>
public sealed record CheckContext
{
    public required ReportId ReportId { get; init; }

    /// <summary>The organ's full name.</summary>
    public required string OrganName { get; init; }

    /// <summary>Today in Shanghai.</summary>
    public required DateOnly Today { get; init; }

    public ReporterKind ReporterKind { get; init; }

    public WorkCalendar Calendar { get; init; } = WorkCalendar.BuiltIn;

    /// <summary>When it was or will be published; null while that is not known.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>The organ's own date for publication; null where only the law's counts.</summary>
    public DateOnly? InternalDeadline { get; init; }

    /// <summary>Last year's report of the same organ.</summary>
    public ReportContent? Previous { get; init; }

    /// <summary>True if <see cref="Previous"/> is still a draft: what does not follow from it wants a look, but may stand.</summary>
    public bool PreviousIsDraft { get; init; }

    /// <summary>Reports of other organs to compare texts with.</summary>
    public IReadOnlyList<OtherReport> Others { get; init; } = [];

    /// <summary>Words that the organ does not want published.</summary>
    public IReadOnlyList<string> WatchedWords { get; init; } = [];

    /// <summary>The organ's own telephone numbers, which may be published.</summary>
    public IReadOnlyList<string> OwnPhones { get; init; } = [];

    /// <summary>Rules that the organ takes more seriously; a lower severity than the rule's own has no effect.</summary>
    public IReadOnlyDictionary<string, Severity> RaisedSeverities { get; init; } = new Dictionary<string, Severity>(StringComparer.Ordinal);

    public int ReportYear => ReportId.Year;

    /// <summary>The edition that the year asks for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No edition covers the year.</exception>
    public FormatEdition Edition => FormatEdition.For(ReportYear);
}

/// <param name="Name">Whose report, in words for the message.</param>
/// <param name="Content">The report.</param>
public sealed record OtherReport(string Name, ReportContent Content);
