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

    /// <summary>How many columns for remarks stand behind the others.</summary>
    public int Remarks { get; init; }

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

        var figures = run.Figures;
        var extra = figures.Count - Columns.Count;
        var isRow =
            extra == 0
                ? Remarks == 0 || IsFollowedByRemark(run)
                // Empty cells at the end are the sheet's, or those of the remarks.
                : extra > 0
                    && !figures[0].IsEmpty
                    && figures.Skip(Columns.Count).All(figure => figure.IsEmpty)
                    && (extra == Remarks || figures[0].Place is { IsExact: true });
        return isRow ? [.. figures.Take(Columns.Count)] : null;
    }

    private static bool IsFollowedByRemark(FigureRun run) =>
        run.Figures is [.., var last] && run.RowPieces is [.., var end] && end != last && end.IsLabel;
}
