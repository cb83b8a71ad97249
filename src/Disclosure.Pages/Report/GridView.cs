using System.Globalization;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Report;

/// <summary>A table of the report, ready for markup: row groups of rows of cells, each with its spans and with the heads that name it.</summary>
internal sealed record GridView(IReadOnlyList<GridRow> Head, IReadOnlyList<IReadOnlyList<GridRow>> Bodies)
{
    /// <summary>
    /// Lays a table out. A part of a table gets a row group of its own, so that its heads are in no doubt. Every figure lists its heads one
    /// by one: with heads above heads and rows within rows, scopes alone leave a screen reader to guess.
    /// </summary>
    public static GridView Of(TableFormat table, CellValues values, ReportMarks marks)
    {
        var grid = table.Grid;
        var rows = Enumerable
            .Range(0, grid.Rows)
            .Select(row => new GridRow([.. grid.Cells.Where(cell => cell.Row == row).Select(cell => View(table, cell, values, marks))]))
            .ToList();

        var starts = grid.Cells.Where(cell => cell.Kind == GridCellKind.PartHead).Select(cell => cell.Row).ToHashSet();
        var bodies = new List<IReadOnlyList<GridRow>>();
        var from = grid.HeaderRows;
        for (var row = from + 1; row <= grid.Rows; row++)
        {
            if (row == grid.Rows || starts.Contains(row))
            {
                bodies.Add(rows[from..row]);
                from = row;
            }
        }

        return new GridView(rows[..grid.HeaderRows], bodies);
    }

    /// <summary>A figure in digits, the same in every culture; null for a blank cell.</summary>
    public static string? Figure(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture);

    private static GridCellView View(TableFormat table, GridCell cell, CellValues values, ReportMarks marks) =>
        new()
        {
            Kind = cell.Kind,
            Id = Id(table, cell),
            RowSpan = cell.RowSpan,
            ColSpan = cell.ColSpan,
            Text = cell.Key is { } key ? Figure(values[key]) : cell.Text,
            Gloss = GridGloss.Of(table, cell),
            Headers = cell.Key is null ? null : string.Join(' ', HeadsOf(table, cell).Select(head => Id(table, head))),
            Mark = cell.Key is { } marked ? marks.Of(marked) : null,
        };

    private static IEnumerable<GridCell> HeadsOf(TableFormat table, GridCell figure) =>
        table.Grid.Cells.Where(head =>
            head.Kind switch
            {
                GridCellKind.PartHead => Same(head.Part, figure.Part),
                GridCellKind.ColumnHead => Same(head.Part, figure.Part)
                    && head.Row < figure.Row
                    && head.Col < figure.Col + figure.ColSpan
                    && figure.Col < head.Col + head.ColSpan,
                GridCellKind.RowHead => head.Row <= figure.Row && figure.Row < head.Row + head.RowSpan,
                _ => false,
            }
        );

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string Id(TableFormat table, GridCell cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{table.Id}-{cell.Row}-{cell.Col}");
}

internal sealed record GridRow(IReadOnlyList<GridCellView> Cells);

internal sealed record GridCellView
{
    public required GridCellKind Kind { get; init; }
    public required string Id { get; init; }
    public required int RowSpan { get; init; }
    public required int ColSpan { get; init; }
    public string? Text { get; init; }
    public string? Gloss { get; init; }
    public string? Headers { get; init; }
    public CellMark? Mark { get; init; }

    /// <summary>Null leaves the attribute out.</summary>
    public string? RowSpanAttribute => Span(RowSpan);

    public string? ColSpanAttribute => Span(ColSpan);

    /// <summary>A spanning head of scope row or col speaks for all rows or columns that it spans.</summary>
    public string Scope =>
        Kind switch
        {
            GridCellKind.PartHead => "rowgroup",
            GridCellKind.RowHead => "row",
            _ => "col",
        };

    /// <summary>A long label that names a row reads from the left; a short one that spans rows stands in the middle.</summary>
    public string CssClass =>
        Kind switch
        {
            GridCellKind.PartHead => "part",
            GridCellKind.ColumnHead => "col",
            GridCellKind.RowHead when RowSpan > 1 => "group",
            GridCellKind.RowHead => "row",
            GridCellKind.Note => "note",
            _ => Mark?.CssClass ?? "figure",
        };

    private static string? Span(int span) => span == 1 ? null : span.ToString(CultureInfo.InvariantCulture);
}
