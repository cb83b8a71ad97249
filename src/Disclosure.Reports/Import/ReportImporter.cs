using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Turns a published report, tidy or not, into content. Never throws for what it is given.</summary>
public static class ReportImporter
{
    public static ImportResult FromText(string text, FormatEdition edition) => throw new NotSupportedException("Not written yet.");

    public static ImportResult FromHtml(string html, FormatEdition edition) => throw new NotSupportedException("Not written yet.");
}

public sealed record ImportResult
{
    public required ReportContent Content { get; init; }

    /// <summary>What could not be placed, or was placed with a remark.</summary>
    public required IReadOnlyList<ImportNote> Notes { get; init; }

    /// <summary>How many of the edition's cells got a figure.</summary>
    public required int PlacedCells { get; init; }
}

public sealed record ImportNote
{
    /// <summary>Stable: cell-unplaced, value-unreadable, section-missing, traditional-script …</summary>
    public required string Code { get; init; }

    public required string MessageZh { get; init; }

    public required string MessageEn { get; init; }

    public CellKey? Cell { get; init; }

    /// <summary>Line of the source, from 1, where there is one.</summary>
    public int? Line { get; init; }
}
