using Disclosure.Reports.Content;
using Disclosure.Reports.Import.Spreadsheets;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>The sheet of title, metadata and texts: labels at the left, a paragraph a row at the right.</summary>
internal sealed class TextSheet
{
    private const double LabelWidth = 24;
    private const double TextWidth = 96;

    private readonly List<Row> rows = [];
    private readonly List<(string, string)> names = [];

    private TextSheet() { }

    public static PrintedSheet Of(ReportContent content)
    {
        var sheet = new TextSheet();
        sheet.rows.Add(
            SheetRows.Row(
                1,
                40,
                [
                    SheetCells.Text(
                        1,
                        0,
                        "本工作簿可以直接修改后导回系统。单元格按名称对应报告内容：请勿删除已有的行；新增段落请在该部分已有的行之间插入。",
                        SheetStyle.Plain
                    ),
                ]
            )
        );
        sheet.Add("格式版本", [content.Edition.Edition], SpreadsheetNames.Edition);
        sheet.Add("标题", [content.Title], SpreadsheetNames.Title);
        foreach (var field in MetadataField.All)
        {
            sheet.Add(field.Label, [field.Get(content.Metadata)], SpreadsheetNames.Of(field));
        }

        foreach (var (key, text) in content.Sections.InOrder())
        {
            var label = key == ReportSections.PreambleKey ? "前言" : content.Edition.Section(key).Title;
            sheet.Add(label, text.Split('\n'), SpreadsheetNames.OfSection(key));
        }

        return new PrintedSheet(
            "文字",
            SheetPages.Worksheet([LabelWidth, TextWidth], sheet.rows, [SheetCells.Range(1, 0, 1, 2)], checks: null, frozenRows: 0),
            sheet.names
        );
    }

    private void Add(string label, IReadOnlyList<string> paragraphs, string name)
    {
        var first = rows.Count + 1;
        foreach (var paragraph in paragraphs)
        {
            var goesOn = false;
            foreach (var piece in Pieces(paragraph))
            {
                var number = rows.Count + 1;
                var beside =
                    goesOn ? SpreadsheetNames.Continued
                    : number == first ? label
                    : string.Empty;
                rows.Add(
                    SheetRows.Row(
                        number,
                        8 + (16 * SheetRows.Lines(piece, TextWidth)),
                        [
                            SheetCells.Text(number, 0, beside, SheetStyle.Label),
                            SheetCells.Text(number, SpreadsheetNames.TextColumn, piece, SheetStyle.Paragraph),
                        ]
                    )
                );
                goesOn = true;
            }
        }

        var column = SpreadsheetNames.TextColumn;
        var range = SheetCells.Absolute(first, column);
        names.Add((name, rows.Count == first ? range : $"{range}:{SheetCells.Absolute(rows.Count, column)}"));
    }

    // A paragraph longer than a cell goes on in the next row; a character of two units is not torn apart.
    private static IEnumerable<string> Pieces(string paragraph)
    {
        var start = 0;
        do
        {
            var length = Math.Min(SheetCells.LongestText, paragraph.Length - start);
            if (start + length < paragraph.Length && char.IsHighSurrogate(paragraph[start + length - 1]))
            {
                length--;
            }

            yield return paragraph.Substring(start, length);
            start += length;
        } while (start < paragraph.Length);
    }
}
