namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>What is seen of a workbook.</summary>
internal sealed record Workbook
{
    /// <summary>All sheets in their order, hidden ones among them.</summary>
    public required IReadOnlyList<Sheet> Sheets { get; init; }

    /// <summary>What names stand for, as in <c>'表三'!$D$6</c>; of the whole workbook only.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Comments on cells, or changes kept for review.</summary>
    public required bool HasComments { get; init; }

    public required bool HasHyperlinks { get; init; }
}

internal sealed class Sheet
{
    public required string Name { get; init; }

    public required bool IsHidden { get; init; }

    /// <summary>Rows with anything in them, in order. Rows count from 1.</summary>
    public required IReadOnlyList<SheetRow> Rows { get; init; }

    public required IReadOnlyList<CellRange> Merged { get; init; }

    /// <summary>Hidden columns, from 0.</summary>
    public required IReadOnlySet<int> HiddenColumns { get; init; }

    private readonly Lazy<Dictionary<int, SheetRow>> byNumber;

    public Sheet() => byNumber = new(() => Rows!.DistinctBy(row => row.Number).ToDictionary(row => row.Number));

    public SheetRow? RowAt(int number) => byNumber.Value.GetValueOrDefault(number);

    /// <summary>True if there is something right of the columns that are read.</summary>
    public required bool IsWider { get; init; }
}

internal sealed record SheetRow(int Number, bool IsHidden, IReadOnlyList<SheetCell> Cells);

/// <summary>A cell with something in it.</summary>
internal sealed record SheetCell
{
    /// <summary>From 0.</summary>
    public required int Column { get; init; }

    /// <summary>As shown, but numbers without grouping.</summary>
    public required string Text { get; init; }

    public bool IsFormula { get; init; }

    /// <summary>#REF! and its like; the text is blank.</summary>
    public bool IsError { get; init; }

    /// <summary>White on white, or formatted away.</summary>
    public bool IsInvisible { get; init; }
}

/// <summary>Rows from 1, columns from 0, both ends among them.</summary>
internal sealed record CellRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    public bool Covers(int row, int column) =>
        row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn && !(row == FirstRow && column == FirstColumn);

    /// <summary>From <c>B5</c>, <c>$B$5:$C$7</c>; null if it is neither.</summary>
    public static CellRange? Parse(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        var first = colon < 0 ? text : text[..colon];
        var last = colon < 0 ? text : text[(colon + 1)..];
        return Cell(first) is var (row, column) && Cell(last) is var (endRow, endColumn) && row <= endRow && column <= endColumn
            ? new CellRange(row, column, endRow, endColumn)
            : null;
    }

    /// <summary>Row and column of a reference such as <c>$D$6</c>.</summary>
    public static (int Row, int Column)? Cell(ReadOnlySpan<char> text)
    {
        var (row, column, letters, digits) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            if (c == '$')
            {
                continue;
            }

            if (char.IsAsciiLetter(c) && digits == 0 && ++letters <= 3)
            {
                column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
            }
            else if (char.IsAsciiDigit(c) && letters > 0 && ++digits <= 7)
            {
                row = (row * 10) + (c - '0');
            }
            else
            {
                return null;
            }
        }

        return row > 0 && column > 0 ? (row, column - 1) : null;
    }
}
