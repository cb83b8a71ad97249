namespace Disclosure.Reports.Calendar;

public enum ReporterKind
{
    /// <summary>An organ: due 31 January (art. 49(1)).</summary>
    Organ,

    /// <summary>A people's government at county level or above: due 31 March (art. 49(2)).</summary>
    Government,
}

/// <summary>The law's date for a report.</summary>
public sealed record StatutoryDeadline
{
    /// <summary>31 January or 31 March of the year after: later is late.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The last working day on or before it: what to plan for.</summary>
    public required DateOnly LastWorkingDay { get; init; }

    public required string ExplanationZh { get; init; }

    public required string ExplanationEn { get; init; }

    public static StatutoryDeadline For(int reportYear, ReporterKind kind, WorkCalendar calendar) =>
        throw new NotSupportedException("Not written yet.");
}
