using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>The labels above a table's first figures: as one text in reading order, and cell by cell.</summary>
internal sealed class HeadCells
{
    private readonly List<(CellPlace Place, string Label)> cells;

    public HeadCells(IReadOnlyList<FigureText> labels)
    {
        Text = Labels.Normalize(string.Concat(labels.Select(label => label.Text)));

        // A label broken over the lines of its cell is whole again.
        cells =
        [
            .. labels
                .Where(label => label.Place is not null)
                .GroupBy(label => label.Place!.Value)
                .Select(group => (group.Key, Labels.Normalize(string.Concat(group.Select(label => label.Text))))),
        ];
    }

    /// <summary>Letters and digits of all the labels.</summary>
    public string Text { get; }

    /// <summary>Where the only cell under a name stands; null if there is none, or several in different columns.</summary>
    public CellPlace? Place(params IReadOnlyCollection<string> names) => Only(cells.Where(cell => names.Contains(cell.Label)));

    /// <summary>The cells under any of some names, from left to right; a head repeated below itself is one.</summary>
    public IReadOnlyList<(CellPlace Place, string Label)> Under(IReadOnlyCollection<string> names) =>
        [
            .. cells
                .Where(cell => names.Contains(cell.Label))
                .DistinctBy(cell => (cell.Place.Table, cell.Place.Column, cell.Label))
                .OrderBy(cell => cell.Place.Column),
        ];

    /// <summary>The columns of a table that have a head of any kind.</summary>
    public IReadOnlySet<int> ColumnsOf(int table) =>
        cells.Where(cell => cell.Place.Table == table).Select(cell => cell.Place.Column).ToHashSet();

    /// <summary>How many columns are for remarks.</summary>
    public int Remarks =>
        cells.Where(cell => cell.Label is "备注" or "说明").CountBy(cell => cell.Place.Row).Select(row => row.Value).DefaultIfEmpty().Max();

    /// <summary>The ways in which a column's head is met.</summary>
    public static IReadOnlyList<string> Names(ColumnFormat column) => [.. Labels.Forms(column.Label, []).Distinct(StringComparer.Ordinal)];

    private static CellPlace? Only(IEnumerable<(CellPlace Place, string Label)> found)
    {
        var places = found.Select(cell => cell.Place).DistinctBy(place => (place.Table, place.Column)).Take(2).ToList();
        return places is [var only] ? only : null;
    }
}
