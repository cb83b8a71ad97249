using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

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
    /// <summary>
    /// Stable: title-missing, edition-differs, section-missing, table-missing, row-missing, row-count, row-unknown, columns-differ, heads-lost,
    /// heads-differ, column-missing, value-blank, value-unreadable, value-unit, text-cut, text-unplaced, traditional-script, several-reports,
    /// page-tangled, source-cut; of workbooks also hidden-sheet, hidden-cells, invisible-text, comments, links-dropped, formulas, cell-error, columns-beyond,
    /// name-missing.
    /// </summary>
    public required string Code { get; init; }

    public required string MessageZh { get; init; }

    public required string MessageEn { get; init; }

    public CellKey? Cell { get; init; }

    /// <summary>Line of the source, from 1, where there is one.</summary>
    public int? Line { get; init; }
}
