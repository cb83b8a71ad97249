using Disclosure.Reports.Formats;
using Disclosure.Reports.Import.Html;
using Disclosure.Reports.Import.Spreadsheets;

namespace Disclosure.Reports.Import;

/// <summary>
/// Turns a published report, tidy or not, into content. Figures are placed by label and checked by count; what cannot be placed
/// is said and stays blank. Never throws for what it is given.
/// </summary>
public static class ReportImporter
{
    /// <summary>From plain text: a line a paragraph; tables with tabs, bars or spaces, or flattened to a cell a line.</summary>
    /// <param name="text">The report, with any line ends.</param>
    /// <param name="edition">The form to place it in.</param>
    /// <param name="reportYear">Which report to take, should there be several in it.</param>
    public static ImportResult FromText(string text, FormatEdition edition, int? reportYear = null) =>
        new ImportReading(TextItems.Of(text), edition, reportYear, new ImportNotes()).Result();

    /// <summary>From a page; layout tables and furniture around the report are looked through.</summary>
    /// <inheritdoc cref="FromText"/>
    public static ImportResult FromHtml(string html, FormatEdition edition, int? reportYear = null)
    {
        var notes = new ImportNotes();
        var (items, isTangled) = HtmlItems.Of(html);
        if (isTangled)
        {
            notes.Add("page-tangled", "网页结构过于复杂，只按文字读取。", "The page's markup is too tangled; only its text was read.");
        }

        return new ImportReading(items, edition, reportYear, notes).Result();
    }

    /// <summary>
    /// From an .xlsx workbook: our own export by the names of its cells, any other by its labels. Refused if it is none, or holds what no
    /// report needs; see docs/importing.md.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="edition">The form to place it in.</param>
    /// <param name="reportYear">Which report to take, should there be several in it.</param>
    public static ImportOutcome FromSpreadsheet(ReadOnlyMemory<byte> file, FormatEdition edition, int? reportYear = null) =>
        SpreadsheetImport.From(file, edition, reportYear, SpreadsheetLimits.Default);

    /// <summary>From a file as it was sent: a workbook, a page or a text in any encoding that Chinese sites use.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="kind">What it is said to be; a workbook is known by its bytes whatever is said.</param>
    /// <param name="charset">The encoding that was said; null if none was.</param>
    /// <param name="edition">The form to place it in.</param>
    /// <param name="reportYear">Which report to take, should there be several in it.</param>
    public static ImportOutcome FromFile(byte[] file, FileKind kind, string? charset, FormatEdition edition, int? reportYear = null) =>
        FileImport.From(file, kind, charset, edition, reportYear);
}
