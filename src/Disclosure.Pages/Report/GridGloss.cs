using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Report;

/// <summary>The English of a printed label.</summary>
internal static class GridGloss
{
    public static string? Of(TableFormat table, GridCell cell)
    {
        var gloss = cell.Kind switch
        {
            GridCellKind.PartHead => Part(table, cell)?.TitleEn,
            GridCellKind.RowHead => Part(table, cell)?.Rows.FirstOrDefault(row => Same(row.Key, cell.RowKey))?.LabelEn,
            GridCellKind.ColumnHead when cell.ColKey is not null => Part(table, cell)
                ?.Columns.FirstOrDefault(c => Same(c.Key, cell.ColKey))
                ?.LabelEn,
            GridCellKind.ColumnHead => table.ColumnGroups.FirstOrDefault(group => Same(group.Key, cell.GroupKey))?.LabelEn,
            _ => null,
        };
        return string.IsNullOrEmpty(gloss) ? null : gloss;
    }

    private static PartFormat? Part(TableFormat table, GridCell cell) => table.Parts.FirstOrDefault(part => Same(part.Id, cell.Part));

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
