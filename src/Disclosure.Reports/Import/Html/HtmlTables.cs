using System.Globalization;
using AngleSharp.Dom;

namespace Disclosure.Reports.Import.Html;

/// <summary>
/// Gives the cells of a page's tables their places, spans counted as a browser counts them. Pages often get their spans wrong; a
/// place is a claim to be checked, not a fact.
/// </summary>
internal sealed class HtmlTables
{
    private const int MostColumns = 100;

    private readonly Dictionary<IElement, Table> tables = [];
    private readonly Dictionary<IElement, CellPlace> places = [];
    private int lastTable;
    private int lastRow;

    /// <summary>A number for a table that is not an element.</summary>
    public int Next() => ++lastTable;

    /// <summary>Where a cell stands; null for what is no cell. Cells are asked for in their order.</summary>
    public CellPlace? Place(IElement element)
    {
        var place = element.LocalName switch
        {
            "td" or "th" => InTable(element),
            "dt" or "dd" => InList(element),
            _ => null,
        };
        if (place is { } known)
        {
            places[element] = known;
        }

        return place;
    }

    public bool IsAt(IElement element, CellPlace place) => places.TryGetValue(element, out var known) && known == place;

    private CellPlace? InTable(IElement cell)
    {
        if (cell.ParentElement is not { LocalName: "tr" } row)
        {
            return null;
        }

        var owner = row.ParentElement is { LocalName: not "table" } group ? group.ParentElement ?? group : row.ParentElement ?? row;
        var table = Of(owner);
        if (!ReferenceEquals(table.Row, row))
        {
            table.Begin(row, ++lastRow);
        }

        return new CellPlace(table.Number, table.RowNumber, table.Take(Span(cell, "colspan"), Span(cell, "rowspan")), IsExact: false);
    }

    // Each label of a list begins a row of its own.
    private CellPlace InList(IElement item)
    {
        var table = Of(item.ParentElement ?? item);
        if (item.LocalName == "dt" || table.Row is null)
        {
            table.Begin(item, ++lastRow);
        }

        return new CellPlace(table.Number, table.RowNumber, table.Take(1, 1), IsExact: false);
    }

    private Table Of(IElement element)
    {
        if (!tables.TryGetValue(element, out var table))
        {
            table = tables[element] = new Table(++lastTable);
        }

        return table;
    }

    private static int Span(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var span) && span > 0
            ? Math.Min(span, MostColumns)
            : 1;

    private sealed class Table(int number)
    {
        // For how many rows more a cell from above fills each column.
        private readonly int[] filled = new int[MostColumns];
        private int column;

        public int Number => number;

        public IElement? Row { get; private set; }

        public int RowNumber { get; private set; }

        public void Begin(IElement row, int rowNumber)
        {
            if (Row is not null)
            {
                for (var i = 0; i < filled.Length; i++)
                {
                    filled[i] = Math.Max(0, filled[i] - 1);
                }
            }

            (Row, RowNumber, column) = (row, rowNumber, 0);
        }

        public int Take(int columns, int rows)
        {
            while (column < MostColumns && filled[column] > 0)
            {
                column++;
            }

            var place = column;
            for (var i = 0; i < columns && column < MostColumns; i++, column++)
            {
                filled[column] = Math.Max(filled[column], rows);
            }

            return place;
        }
    }
}
