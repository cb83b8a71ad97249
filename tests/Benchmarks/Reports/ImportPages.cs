using System.Globalization;
using System.IO.Compression;
using System.Text;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Benchmarks.Reports;

/// <summary>What the import benchmark reads: a report as sites publish it, and files made to be slow.</summary>
internal static class ImportPages
{
    private const int Largest = 5 * 1024 * 1024;

    public static string Word(ReportContent content) =>
        $"<html><body><h1>{content.Title}</h1>{string.Concat(content.Edition.Sections.Select(section => $"<p class=MsoNormal><b>{section.Title}<o:p></o:p></b></p>{(section.TableId is { } id ? Table(content, content.Edition.Table(id)) : string.Concat(TextOf(content, section).Split('\n').Select(line => $"<p class=MsoNormal>　　{line}</p>")))}"))}</body></html>";

    public static string Text(ReportContent content) =>
        string.Join(
            '\n',
            content
                .Edition.Sections.SelectMany(section =>
                    section.TableId is { } id
                        ? content.Edition.Table(id).Grid.Cells.Select(cell => Printed(content, cell)).Prepend(section.Title)
                        : [section.Title, TextOf(content, section)]
                )
                .Prepend(content.Title)
        );

    public static IEnumerable<(string Name, byte[] File)> Costly()
    {
        yield return ("cells", Repeated("<td>"));
        yield return ("tables within tables", Repeated("<table><tr><td>"));
        yield return ("styles left open", Repeated("<b><p>x"));
        yield return ("text where cells belong", Repeated("<table>", "x<tr>"));
        yield return ("attributes", Repeated("<p ", "a b "));
        yield return ("figures a line each", Repeated("1\n"));
        yield return ("rows of bars", Repeated("|一|1|\n"));
        yield return ("titles", Repeated("张掖市审计局2020年政府信息公开工作年度报告\n"));
        yield return (
            "rows of the form",
            Repeated("三、收到和处理政府信息公开申请情况\n", "一、本年新收政府信息公开申请数量 1 2 3 4 5 6 7\n")
        );
        yield return (
            "a workbook of 600,000 rows",
            Workbook(string.Concat(Enumerable.Range(1, 600_000).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\"/></row>")))
        );
        yield return (
            "a workbook of 16,384 columns",
            Workbook(string.Concat(Enumerable.Repeat($"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 16_384))}</row>", 20)))
        );
    }

    private static byte[] Repeated(string start, string? piece = null) =>
        Encoding.UTF8.GetBytes(
            start + new StringBuilder().Insert(0, piece ?? start, (Largest / Encoding.UTF8.GetByteCount(piece ?? start)) - 10)
        );

    private static string Table(ReportContent content, TableFormat table) =>
        $"<table class=MsoNormalTable>{string.Concat(table.Grid.Cells.GroupBy(cell => cell.Row).Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td rowspan={cell.RowSpan} colspan={cell.ColSpan}><p align=center><span lang=EN-US style='font-size:10.5pt'>{Printed(content, cell)}<o:p></o:p></span></p></td>"))}</tr>"))}</table>";

    private static string Printed(ReportContent content, GridCell cell) =>
        cell.Text ?? content.Cells[cell.Key!.Value]?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string TextOf(ReportContent content, SectionFormat section) =>
        content.Sections.InOrder().Single(s => s.Key == section.Key).Text;

    private static byte[] Workbook(string rows)
    {
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string text)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            Part(
                "[Content_Types].xml",
                "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            );
            Part("xl/workbook.xml", $"<workbook xmlns:r=\"{Relations}\"><sheets><sheet name=\"a\" r:id=\"s\"/></sheets></workbook>");
            Part(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships><Relationship Id=\"s\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            );
            Part("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }
}
