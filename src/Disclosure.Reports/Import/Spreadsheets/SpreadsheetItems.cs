using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>Takes an organ's own workbook apart, all its visible sheets one after another. A row with one text is a line.</summary>
internal static class SpreadsheetItems
{
    public static List<ImportItem> Of(Workbook workbook, FormatEdition edition)
    {
        var items = new List<ImportItem>();
        var rows = 0;
        foreach (var (index, sheet) in workbook.Sheets.Where(sheet => !sheet.IsHidden).Index())
        {
            // A sheet's name may be the only heading that its table has.
            var name = new ImportItem(TextItems.Clean(sheet.Name), 0);
            if (SectionHeading.Official([name], 0, edition) is not null)
            {
                items.Add(name);
            }

            var width = sheet.Rows.SelectMany(row => row.Cells).Select(cell => cell.Column + 1).DefaultIfEmpty().Max();
            foreach (var row in sheet.Rows.Where(row => !row.IsHidden))
            {
                items.AddRange(Row(sheet, row, index + 1, ++rows, width));
            }
        }

        return items;
    }

    private static IEnumerable<ImportItem> Row(Sheet sheet, SheetRow row, int table, int number, int width)
    {
        var seen = row
            .Cells.Where(cell => !cell.IsInvisible && !sheet.HiddenColumns.Contains(cell.Column))
            .ToDictionary(cell => cell.Column);
        if (seen.Values.Where(cell => cell.Text.Length > 0).Take(2).ToList() is [var only])
        {
            // A label that stands alone is a row of blanks, or a line of text; either way it is read as a line.
            return TextItems.Of(only.Text, numbered: false).Select(item => new ImportItem(item.Text, row.Number));
        }

        var merged = sheet.Merged.Where(range => row.Number >= range.FirstRow && row.Number <= range.LastRow).ToList();
        return Enumerable
            .Range(0, width)
            .Where(column => !sheet.HiddenColumns.Contains(column) && !merged.Exists(range => range.Covers(row.Number, column)))
            .Select(column => new ImportItem(
                seen.TryGetValue(column, out var cell) ? TextItems.Clean(cell.Text.ReplaceLineEndings("\n")) : string.Empty,
                row.Number,
                new CellPlace(table, number, column, IsExact: true)
            ));
    }
}
