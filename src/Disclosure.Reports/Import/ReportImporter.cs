using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>
/// Turns a published report, tidy or not, into content. Figures are placed by label and checked by count; what cannot be placed
/// is said and stays blank. Never throws for what it is given.
/// </summary>
public static class ReportImporter
{
    /// <summary>From plain text: a line a paragraph; tables with tabs, with spaces, or flattened to a cell a line.</summary>
    public static ImportResult FromText(string text, FormatEdition edition) => new ImportReading(TextItems.Of(text), edition).Result();

    /// <summary>From a page; layout tables and furniture around the report are looked through.</summary>
    public static ImportResult FromHtml(string html, FormatEdition edition) => new ImportReading(HtmlItems.Of(html), edition).Result();

    /// <summary>From the rows of a spreadsheet, all sheets one after another. A row of one cell is a line of text; null is a blank cell.</summary>
    public static ImportResult FromRows(IEnumerable<IReadOnlyList<string?>> rows, FormatEdition edition)
    {
        var items = new List<ImportItem>();
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            var cells = row.Select(cell => TextItems.Clean(cell ?? string.Empty)).ToList();
            if (cells.FindAll(cell => cell.Length > 0) is [var only])
            {
                items.AddRange(TextItems.Of(only));
            }
            else if (cells.Exists(cell => cell.Length > 0))
            {
                items.AddRange(cells.Select(cell => new ImportItem(cell, number, number)));
            }
        }

        return new ImportReading(items, edition).Result();
    }
}
