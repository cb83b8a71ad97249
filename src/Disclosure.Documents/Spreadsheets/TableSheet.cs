using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import.Spreadsheets;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>A table as the official form prints it, with rules that tell whoever fills it in what may stand in a cell.</summary>
internal static class TableSheet
{
    // Above the grid: the section's title, and a row of air.
    private const int FirstRow = 3;

    private static readonly Dictionary<string, (string Name, double[] Widths)> Known = new(StringComparer.Ordinal)
    {
        ["proactive"] = ("表二 主动公开", [26, 13, 13, 13, 13, 13, 13]),
        ["requests"] = ("表三 依申请公开", [8, 12, 34, 10, 10, 10, 10, 10, 10, 10]),
        ["review_litigation"] = ("表四 复议诉讼", [.. Enumerable.Repeat(8.5, 15)]),
    };

    public static PrintedSheet Of(ReportContent content, TableFormat table)
    {
        var (name, widths) = Known[table.Id];
        var grid = table.Grid;
        var title = content.Edition.Sections.First(section => section.No == table.SectionNo).Title;
        var rows = new List<Row> { SheetRows.Row(1, 30, [SheetCells.Text(1, 0, title, SheetStyle.Heading)]) };
        rows.AddRange(Enumerable.Range(0, grid.Rows).Select(row => Row(content, grid, row, widths)));

        var merged = grid
            .Cells.Where(cell => cell.RowSpan > 1 || cell.ColSpan > 1)
            .Select(cell => SheetCells.Range(FirstRow + cell.Row, cell.Col, cell.RowSpan, cell.ColSpan))
            .Prepend(SheetCells.Range(1, 0, 1, grid.Columns));
        var figures = grid.Cells.Where(cell => cell.Key is not null).ToList();
        return new PrintedSheet(
            name,
            SheetPages.Worksheet(
                widths[..grid.Columns],
                rows,
                merged,
                FigureChecks.Of(content.Edition, figures, FirstRow),
                FirstRow + grid.HeaderRows - 1
            ),
            [.. figures.Select(cell => (SpreadsheetNames.Of(cell.Key!.Value), SheetCells.Absolute(FirstRow + cell.Row, cell.Col)))]
        );
    }

    private static Row Row(ReportContent content, GridLayout grid, int row, double[] widths)
    {
        var number = FirstRow + row;
        var cells = Enumerable.Range(0, grid.Columns).Select(column => Cell(content, grid, row, column, number));
        var lines = grid
            .Cells.Where(cell => cell.Row == row && cell.RowSpan == 1 && cell.Text is not null)
            .Select(cell => SheetRows.Lines(cell.Text!, widths.Skip(cell.Col).Take(cell.ColSpan).Sum()))
            .DefaultIfEmpty(1)
            .Max();
        return SheetRows.Row(number, 8 + (16 * lines), cells);
    }

    // A merged cell's border is that of all the cells under it.
    private static Cell Cell(ReportContent content, GridLayout grid, int row, int column, int number)
    {
        var cell = grid.Cells.First(c => row >= c.Row && row < c.Row + c.RowSpan && column >= c.Col && column < c.Col + c.ColSpan);
        var style = StyleOf(content.Edition, cell);
        if (cell.Row != row || cell.Col != column)
        {
            return SheetCells.Blank(number, column, style);
        }

        return cell.Key is { } key
            ? SheetCells.Figure(number, column, content.Cells[key], style)
            : SheetCells.Text(number, column, cell.Text ?? string.Empty, style);
    }

    private static SheetStyle StyleOf(FormatEdition edition, GridCell cell) =>
        cell.Kind switch
        {
            GridCellKind.RowHead when cell.RowSpan == 1 => SheetStyle.RowHead,
            GridCellKind.Note => SheetStyle.Note,
            GridCellKind.Value => edition.TryGetCell(cell.Key!.Value, out var format) && format.Column.Kind == FigureKind.Amount
                ? SheetStyle.Amount
                : SheetStyle.Count,
            _ => SheetStyle.ColumnHead,
        };
}
