using System.Globalization;
using System.Net;
using System.Text;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Samples;

/// <summary>Prints a content as a site or a spreadsheet would, to be imported again.</summary>
internal static class PageBuilder
{
    public static string Html(ReportContent content, string blank = "", string? amount = null) =>
        $"<!DOCTYPE html><html><head><title>x</title></head><body>{Body(content, blank, amount)}</body></html>";

    public static string Body(ReportContent content, string blank = "", string? amount = null)
    {
        var html = new StringBuilder();
        html.Append("<table>");
        foreach (var field in MetadataField.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{field.Label}</th><td>{Encode(field.Get(content.Metadata))}</td></tr>");
        }

        html.Append(CultureInfo.InvariantCulture, $"</table><h1>{Encode(content.Title)}</h1>{Paragraphs(content.Sections.Preamble)}");
        foreach (var section in content.Edition.Sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{section.Title}</h2>");
            html.Append(
                section.TableId is { } table
                    ? Table(content.Edition.Table(table), content.Cells, blank, amount)
                    : Paragraphs(content.Sections.InOrder().Single(s => s.Key == section.Key).Text)
            );
        }

        return html.ToString();
    }

    /// <summary>Each grid row a line, its cells apart by tabs.</summary>
    public static string Tabs(ReportContent content)
    {
        var lines = new List<string> { content.Title };
        foreach (var section in content.Edition.Sections)
        {
            lines.Add(section.Title);
            if (section.TableId is { } table)
            {
                lines.AddRange(
                    content
                        .Edition.Table(table)
                        .Grid.Cells.GroupBy(cell => cell.Row)
                        .Select(row => string.Join('\t', row.Select(cell => cell.Text ?? Figure(content.Cells[cell.Key!.Value], ""))))
                );
            }
            else
            {
                lines.Add(content.Sections.InOrder().Single(s => s.Key == section.Key).Text);
            }
        }

        return string.Join('\n', lines);
    }

    private static string Table(TableFormat table, CellValues cells, string blank, string? amount)
    {
        var html = new StringBuilder("<table>");
        foreach (var row in table.Grid.Cells.GroupBy(cell => cell.Row))
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                var text = cell.Key is { } key
                    ? (key.Col == "amount" && amount is not null ? amount : Figure(cells[key], blank))
                    : Encode(cell.Text!);
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<td rowspan='{cell.RowSpan}' colspan='{cell.ColSpan}'><p><span>{text}</span></p></td>"
                );
            }

            html.Append("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Paragraphs(string text) => string.Concat(text.Split('\n').Select(line => $"<p>　　{Encode(line)}</p>"));

    private static string Figure(decimal? value, string blank) => value?.ToString(CultureInfo.InvariantCulture) ?? blank;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
