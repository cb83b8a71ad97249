using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Which column each figure of a row belongs to, as a table's heads have it.</summary>
internal sealed class ColumnPlan
{
    /// <summary>The columns in the order in which the table has them. One that the table leaves out is not among them.</summary>
    public required IReadOnlyList<ColumnFormat> Columns { get; init; }

    /// <summary>Columns of the form that the table leaves out.</summary>
    public IReadOnlyList<ColumnFormat> Missing { get; init; } = [];

    /// <summary>The unit that a column's head gives, by the column's key.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the heads of <see cref="Columns"/> stand, if each has a place of its own.</summary>
    public HeadPlaces? Places { get; init; }

    /// <summary>
    /// The row's figures in the order of <see cref="Columns"/>; null if they cannot be told apart. Places are believed only where nothing
    /// contradicts them: every place holds a figure or a blank, and no figure stands elsewhere. Otherwise the number of figures must be right.
    /// </summary>
    public IReadOnlyList<FigureText>? Pick(FigureRun run)
    {
        if (Places?.Pick(run) is { } placed)
        {
            return placed;
        }

        // Empty cells at the end are the sheet's, not the table's.
        var figures = run.Figures;
        var count = figures.Count;
        while (count > Columns.Count && !figures[0].IsEmpty && figures[count - 1].IsEmpty)
        {
            count--;
        }

        return count == Columns.Count ? [.. figures.Take(count)] : null;
    }
}

/// <param name="Table">The table that the heads stand in.</param>
/// <param name="Columns">Where each stands, from 0.</param>
internal sealed record HeadPlaces(int Table, IReadOnlyList<int> Columns)
{
    /// <summary>Null unless all the heads were found in one table, each in a column of its own.</summary>
    public static HeadPlaces? Of(IReadOnlyList<CellPlace?> heads) =>
        heads.Count > 1
        && heads.All(head => head is not null)
        && heads.Select(head => head!.Value.Table).Distinct().Take(2).Count() == 1
        && heads.Select(head => head!.Value.Column).Distinct().Count() == heads.Count
            ? new HeadPlaces(heads[0]!.Value.Table, [.. heads.Select(head => head!.Value.Column)])
            : null;

    public IReadOnlyList<FigureText>? Pick(FigureRun run)
    {
        if (run.RowPieces is not [{ Place.Table: var table }, ..] || table != Table)
        {
            return null;
        }

        var first = Columns.Min();
        var label = run.RowPieces.FirstOrDefault(piece => piece.IsLabel)?.Place!.Value.Column ?? 0;
        var cells = new FigureText?[Columns.Count];
        foreach (var piece in run.RowPieces)
        {
            var column = piece.Place!.Value.Column;
            var at = -1;
            for (var i = 0; i < Columns.Count && at < 0; i++)
            {
                at = Columns[i] == column ? i : -1;
            }

            // A figure beside the heads contradicts them, unless it is the row's number, before the label.
            var contradicts =
                at >= 0 ? piece.IsLabel || cells[at] is not null : piece.Value is not null && !(column < first && column < label);
            if (contradicts)
            {
                return null;
            }

            if (at >= 0)
            {
                cells[at] = piece;
            }
        }

        return Array.TrueForAll(cells, cell => cell is not null) ? cells.OfType<FigureText>().ToArray() : null;
    }
}
