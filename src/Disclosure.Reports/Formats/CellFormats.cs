namespace Disclosure.Reports.Formats;

/// <summary>Lists an edition's figures in reading order.</summary>
internal static class CellFormats
{
    public static IReadOnlyList<CellFormat> Of(IReadOnlyList<TableFormat> tables)
    {
        var cells = new List<CellFormat>();
        foreach (var table in tables)
        {
            foreach (var part in table.Parts)
            {
                foreach (var row in part.Rows.Where(row => row.HasFigures))
                {
                    foreach (var column in part.Columns)
                    {
                        cells.Add(
                            new CellFormat
                            {
                                Key = new CellKey(table.Id, part.Id, row.Key, column.Key),
                                Ordinal = cells.Count,
                                Table = table,
                                Part = part,
                                Row = row,
                                Column = column,
                                Label = Join(row.Label, column.Path is [] ? column.Label : string.Join(" ", column.Path)),
                                LabelEn = Join(row.Label.Length == 0 ? string.Empty : row.LabelEn, English(table, column)),
                            }
                        );
                    }
                }
            }
        }

        return cells;
    }

    // The heads above a column are known by their Chinese labels only; their groups say them in English.
    private static string English(TableFormat table, ColumnFormat column)
    {
        var heads = column
            .Path.SkipLast(1)
            .Select(label => table.ColumnGroups.First(group => string.Equals(group.Label, label, StringComparison.Ordinal)).LabelEn);
        return string.Join(" – ", [.. heads, column.LabelEn]);
    }

    private static string Join(string row, string column) => row.Length == 0 ? column : $"{row} / {column}";
}
