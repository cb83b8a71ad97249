using System.Globalization;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Import.Spreadsheets;

/// <summary>A report as an organ would keep it in a workbook of its own: labels and figures, no names.</summary>
internal static class OrganWorkbook
{
    public static RawWorkbook Of(ReportContent content, bool oneSheet, bool merged = true)
    {
        var book = new RawWorkbook();
        var (rows, ranges, next) = (new List<string>(), new List<string>(), 1);
        var name = "封面";
        void Line(params string[] texts)
        {
            rows.Add(
                $"<row r=\"{next}\">{string.Concat(texts.Select((text, i) => text.Length == 0 ? "" : RawWorkbook.Cell(next, i, text)))}</row>"
            );
            next++;
        }

        void End()
        {
            book.Sheet(name, string.Concat(rows), tail: merged ? $"<mergeCells>{string.Concat(ranges)}</mergeCells>" : "");
            (rows, ranges, next) = ([], [], 1);
        }

        foreach (var field in MetadataField.All)
        {
            Line(field.Label, field.Get(content.Metadata));
        }

        Line(content.Title);
        Line(content.Sections.Preamble);
        foreach (var section in content.Edition.Sections)
        {
            if (!oneSheet && section.No > 1)
            {
                End();
                name = "表" + section.No.ToString(CultureInfo.InvariantCulture);
            }

            Line(section.Title);
            if (section.TableId is { } id)
            {
                Line("单位：件");
                Table(content, content.Edition.Table(id), rows, ranges, ref next);
            }
            else
            {
                foreach (var paragraph in content.Sections.InOrder().Single(s => s.Key == section.Key).Text.Split('\n'))
                {
                    Line(paragraph);
                }
            }
        }

        End();
        return book;
    }

    private static void Table(ReportContent content, TableFormat table, List<string> rows, List<string> ranges, ref int next)
    {
        foreach (var row in table.Grid.Cells.GroupBy(cell => cell.Row))
        {
            var number = next++;
            var cells = row.Select(cell =>
                    (cell.Col, Text: cell.Text ?? content.Cells[cell.Key!.Value]?.ToString(CultureInfo.InvariantCulture) ?? "")
                )
                .Where(cell => cell.Text.Length > 0);
            rows.Add($"<row r=\"{number}\">{string.Concat(cells.Select(cell => RawWorkbook.Cell(number, cell.Col, cell.Text)))}</row>");
            ranges.AddRange(
                row.Where(cell => cell.RowSpan > 1 || cell.ColSpan > 1)
                    .Select(cell =>
                        $"<mergeCell ref=\"{RawWorkbook.Reference(number, cell.Col)}:{RawWorkbook.Reference(number + cell.RowSpan - 1, cell.Col + cell.ColSpan - 1)}\"/>"
                    )
            );
        }
    }
}
