using System.Globalization;
using AngleSharp.Dom;

namespace Disclosure.Pages.Tests;

/// <summary>A table as a browser lays it out: which cell covers which place. Follows HTML's own algorithm for row and column spans.</summary>
internal sealed class TableGrid
{
    private readonly Dictionary<(int Row, int Col), IElement> places = [];

    public TableGrid(IElement table)
    {
        var groupStart = 0;
        foreach (var group in table.Children.Where(child => child.LocalName is "thead" or "tbody"))
        {
            var rows = group.Children.Count(child => child.LocalName == "tr");
            var row = groupStart;
            foreach (var line in group.Children)
            {
                var col = 0;
                foreach (var cell in line.Children)
                {
                    while (places.ContainsKey((row, col)))
                    {
                        col++;
                    }

                    Cover(cell, row, col, groupStart + rows);
                    col += Span(cell, "colspan");
                }

                row++;
            }

            groupStart += rows;
        }

        Rows = groupStart;
        Columns = places.Count == 0 ? 0 : places.Keys.Max(place => place.Col) + 1;
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Covered => places.Count;

    public IElement this[int row, int col] => places[(row, col)];

    /// <summary>Cells that ask for a place that another has, or for rows outside their group.</summary>
    public List<string> Faults { get; } = [];

    private void Cover(IElement cell, int row, int col, int groupEnd)
    {
        if (row + Span(cell, "rowspan") > groupEnd)
        {
            Faults.Add($"{cell.OuterHtml} leaves its row group");
        }

        for (var r = row; r < row + Span(cell, "rowspan"); r++)
        {
            for (var c = col; c < col + Span(cell, "colspan"); c++)
            {
                if (!places.TryAdd((r, c), cell))
                {
                    Faults.Add($"{cell.OuterHtml} overlaps at {r},{c}");
                }
            }
        }
    }

    private static int Span(IElement cell, string attribute) =>
        int.Parse(cell.GetAttribute(attribute) ?? "1", CultureInfo.InvariantCulture);
}
