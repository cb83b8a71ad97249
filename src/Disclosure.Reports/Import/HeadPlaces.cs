namespace Disclosure.Reports.Import;

/// <summary>Where the heads of a table's columns stand.</summary>
/// <param name="Table">The table that the heads stand in.</param>
/// <param name="Columns">Where each stands, from 0, in the order in which they are read.</param>
/// <param name="Headed">All columns with a head of any kind.</param>
internal sealed record HeadPlaces(int Table, IReadOnlyList<int> Columns, IReadOnlySet<int> Headed)
{
    /// <summary>
    /// Null unless all the heads were found in one table, each to the right of the one before: where spans are wrong, places and reading
    /// order part.
    /// </summary>
    public static HeadPlaces? Of(HeadCells cells, IReadOnlyList<CellPlace?> heads) =>
        heads.Count > 1
        && heads.All(head => head is not null)
        && heads.Select(head => head!.Value.Table).Distinct().Take(2).Count() == 1
        && heads.Zip(heads.Skip(1)).All(pair => pair.First!.Value.Column < pair.Second!.Value.Column)
            ? new HeadPlaces(heads[0]!.Value.Table, [.. heads.Select(head => head!.Value.Column)], cells.ColumnsOf(heads[0]!.Value.Table))
            : null;

    /// <summary>The row's figures under the heads; null if anything contradicts that they stand there.</summary>
    public IReadOnlyList<FigureText>? Pick(FigureRun run)
    {
        if (run.RowPieces is not [{ Place: { } start }, ..] || start.Table != Table)
        {
            return null;
        }

        var label =
            run.RowPieces.LastOrDefault(piece => piece.IsLabel && piece.Place!.Value.Column < Columns[0])?.Place!.Value.Column ?? -1;
        var cells = new FigureText?[Columns.Count];
        foreach (var piece in run.RowPieces)
        {
            var column = piece.Place!.Value.Column;
            var at = IndexOf(column);
            if (at >= 0 ? piece.IsLabel || cells[at] is not null : Contradicts(piece, column, label, start.IsExact))
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

    // A figure beside the heads contradicts them, unless it is the row's number before the label. Where columns are only reckoned, so does
    // a blank between the label and the first head, or behind the last without a head of its own: the row may be shifted by it.
    private bool Contradicts(FigureText piece, int column, int label, bool isExact)
    {
        if (column < label)
        {
            return false;
        }

        return piece.Value is not null || (!isExact && piece.IsBlank && !(column > Columns[0] && Headed.Contains(column)));
    }

    private int IndexOf(int column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        return -1;
    }
}
