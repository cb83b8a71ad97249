using System.Text.RegularExpressions;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// From a workbook that we exported: its cells have names, which stay with them when rows are inserted, sheets renamed or columns moved. See
/// <see cref="SpreadsheetNames"/>.
/// </summary>
internal sealed partial class NamedCells(Workbook workbook, FormatEdition edition, ImportNotes notes)
{
    private readonly HashSet<(Sheet Sheet, int Row)> read = [];

    public static bool IsNamed(Workbook workbook) => workbook.Names.ContainsKey(SpreadsheetNames.Edition);

    public ImportResult Result()
    {
        NoteEdition();
        var placer = new CellPlacer(edition, notes);
        foreach (var cell in edition.Cells)
        {
            if (Find(SpreadsheetNames.Of(cell.Key)) is var (sheet, range))
            {
                if (At(sheet, range.FirstRow, range.FirstColumn) is { Text.Length: > 0 } found)
                {
                    placer.Cell(cell.Key, FigureText.Of(found.Text, range.FirstRow));
                }
            }
            else
            {
                notes.Add(
                    "name-missing",
                    $"“{cell.Label}”的单元格已不在表中，没有填入。",
                    $"The cell of “{cell.LabelEn}” is no longer in the workbook; it was not placed.",
                    cell.Key
                );
            }
        }

        var content = new ReportContent
        {
            Title = Text(SpreadsheetNames.Title, ContentJson.MaxFieldLength, lines: false),
            Metadata = MetadataField.All.Aggregate(
                new ReportMetadata(),
                (metadata, field) => field.Set(metadata, Text(SpreadsheetNames.Of(field), ContentJson.MaxFieldLength, lines: true))
            ),
            Sections = new ReportSections
            {
                Preamble = Section(ReportSections.PreambleKey),
                Overview = Section(ReportSections.OverviewKey),
                Problems = Section(ReportSections.ProblemsKey),
                Other = Section(ReportSections.OtherKey),
            },
            Cells = CellValues.Blank(edition).With(placer.Placed),
        };
        NoteUnnamed();
        return new ImportResult
        {
            Content = content,
            Notes = notes.All,
            PlacedCells = placer.Placed.Count,
        };
    }

    private string Section(string key) => Text(SpreadsheetNames.OfSection(key), ContentJson.MaxSectionLength, lines: true);

    // Each row of the range is a paragraph, unless it says that it goes on with the one above.
    private string Text(string name, int longest, bool lines)
    {
        if (Find(name) is not var (sheet, range))
        {
            notes.Add("name-missing", $"“{name}”对应的文字已不在表中。", $"The text named '{name}' is no longer in the workbook.");
            return string.Empty;
        }

        var text = new System.Text.StringBuilder();
        for (var row = range.FirstRow; row <= Math.Min(range.LastRow, range.FirstRow + SpreadsheetNames.MostParagraphs); row++)
        {
            read.Add((sheet, row));
            var continues = At(sheet, row, range.FirstColumn - 1)?.Text == SpreadsheetNames.Continued;
            text.Append(row == range.FirstRow || continues ? string.Empty : "\n").Append(At(sheet, row, range.FirstColumn)?.Text);
        }

        return LimitedText.Of(text.ToString(), longest, lines, notes);
    }

    private (Sheet Sheet, CellRange Range)? Find(string name)
    {
        if (!workbook.Names.TryGetValue(name, out var reference) || Reference().Match(reference) is not { Success: true } match)
        {
            return null;
        }

        var sheetName = match.Groups["quoted"].Success
            ? match.Groups["quoted"].Value.Replace("''", "'", StringComparison.Ordinal)
            : match.Groups["plain"].Value;
        var sheet = workbook.Sheets.FirstOrDefault(sheet => string.Equals(sheet.Name, sheetName, StringComparison.OrdinalIgnoreCase));
        return sheet is { IsHidden: false } && CellRange.Parse(match.Groups["range"].ValueSpan) is { } range ? (sheet, range) : null;
    }

    private static SheetCell? At(Sheet sheet, int row, int column) =>
        sheet.HiddenColumns.Contains(column) ? null
        : sheet.RowAt(row) is { IsHidden: false } found ? found.Cells.FirstOrDefault(cell => cell.Column == column && !cell.IsInvisible)
        : null;

    private void NoteEdition()
    {
        var written = Find(SpreadsheetNames.Edition) is var (sheet, range) ? At(sheet, range.FirstRow, range.FirstColumn)?.Text : null;
        if (written is not null && written != edition.Edition)
        {
            notes.Add(
                "edition-differs",
                $"表格按 {written} 版格式导出，本年度用 {edition.Edition} 版格式，只导入两版都有的单元格。",
                $"The workbook was exported in the {written} edition and this year uses {edition.Edition}; only cells that both have were imported."
            );
        }
    }

    // A paragraph that was added below a text, outside of its name, is not lost unsaid.
    private void NoteUnnamed()
    {
        foreach (var sheet in read.Select(pair => pair.Sheet).Distinct().ToList())
        {
            var (first, last) = (
                read.Where(pair => pair.Sheet == sheet).Min(pair => pair.Row),
                sheet.Rows.Count == 0 ? 0 : sheet.Rows[^1].Number
            );
            var column = SpreadsheetNames.TextColumn;
            foreach (var row in sheet.Rows.Where(row => row.Number > first && row.Number <= last && !read.Contains((sheet, row.Number))))
            {
                if (row.Cells.Any(cell => cell.Column == column && cell.Text.Length > 0))
                {
                    notes.Add(
                        "text-unplaced",
                        $"工作表“{sheet.Name}”第 {row.Number} 行的文字不属于任何部分，没有导入。",
                        $"The text in row {row.Number} of the sheet “{sheet.Name}” belongs to no part; it was not imported.",
                        line: row.Number
                    );
                }
            }
        }
    }

    [GeneratedRegex(
        @"^('(?<quoted>([^']|'')+)'|(?<plain>[^'!]+))!(?<range>\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?)$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Reference();
}
