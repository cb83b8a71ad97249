using System.Globalization;
using System.Net;
using System.Text;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Import.Variants;

/// <summary>Prints a content as a site of a certain style would.</summary>
internal static class PagePrinter
{
    public static bool IsHtml(PageStyle style) => style.Shape is PageShape.Html or PageShape.HtmlOfBlocks or PageShape.HtmlPreformatted;

    public static string Print(ReportContent content, PageStyle style)
    {
        var body = IsHtml(style) ? Html(content, style) : Text(content, style);
        return style.Page(style.Body(body));
    }

    private static string Html(ReportContent content, PageStyle style)
    {
        var html = new StringBuilder(Metadata(content, style));
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Encode(content.Title)}</h1>{Paragraphs(content.Sections.Preamble)}");
        foreach (var section in content.Edition.Sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><strong>{Encode(style.Heading(section.Title))}</strong></p>");
            html.Append(
                section.TableId is { } id
                    ? string.Concat(style.Tables(Table(content, content.Edition.Table(id), style)).Select(table => Html(table, style)))
                    : Paragraphs(TextOf(content, section))
            );
        }

        return html.ToString();
    }

    private static string Text(ReportContent content, PageStyle style)
    {
        var lines = content
            .Edition.Sections.SelectMany(section =>
                section.TableId is { } id
                    ? style
                        .Tables(Table(content, content.Edition.Table(id), style))
                        .SelectMany(table => Lines(table, style))
                        .Prepend(style.Heading(section.Title))
                    : [style.Heading(section.Title), .. TextOf(content, section).Split('\n').Select(line => "　　" + line)]
            )
            .ToList();
        var metadata = MetadataField.All.Select(field => $"{field.Label}：{field.Get(content.Metadata)}");
        return string.Join('\n', [.. metadata, "", content.Title, content.Sections.Preamble, .. lines]);
    }

    private static PrintedTable Table(ReportContent content, TableFormat format, PageStyle style)
    {
        var rows = format
            .Grid.Cells.Where(cell => !style.LeftOut.Contains(LeftOutKey(format, cell)))
            .GroupBy(cell => cell.Row)
            .Select(row =>
                row.Select(cell => new PrintedCell(Printed(content, cell, style), cell.Col, cell.RowSpan, cell.ColSpan, cell.Key)).ToList()
            );
        return new PrintedTable(format.Id, [.. rows]);
    }

    // A sum's head has the key of its column, or is known by its label.
    private static string LeftOutKey(TableFormat format, GridCell cell) =>
        cell.Kind is GridCellKind.Value or GridCellKind.ColumnHead && (cell.Key?.Col ?? cell.ColKey) is { } key ? $"{format.Id}/{key}" : "";

    private static string Printed(ReportContent content, GridCell cell, PageStyle style) =>
        cell.Key is not { } key ? style.Label(cell.Text!)
        : content.Cells[key] is not { } value ? ""
        : value == 0 && style.Zero is { } zero ? zero
        : style.Figure(value.ToString(CultureInfo.InvariantCulture));

    private static string Html(PrintedTable table, PageStyle style)
    {
        if (style.Shape == PageShape.HtmlOfBlocks)
        {
            return string.Concat(
                table.Rows.Select(row => $"<div>{string.Concat(row.Select(cell => $"<div>{Markup(cell, style)}</div>"))}</div>")
            );
        }

        if (style.Shape == PageShape.HtmlPreformatted)
        {
            return $"<pre>\n{Encode(string.Join('\n', table.Rows.Select(row => string.Join('\t', row.Select(cell => cell.Text)))))}\n</pre>";
        }

        var rows = table.Rows.Select(row =>
            $"<tr>{string.Concat(row.Select(cell => $"<td{style.Spans(cell.RowSpan, cell.ColSpan)}>{Markup(cell, style)}</td>"))}</tr>\n"
        );
        return $"<table border=\"1\" class=\"MsoNormalTable\"><tbody>{string.Concat(rows)}</tbody></table>\n";
    }

    private static string Markup(PrintedCell cell, PageStyle style) =>
        style.Cell(Encode(cell.Text).Replace("\n", "<br>", StringComparison.Ordinal), cell.Key is not null);

    private static IEnumerable<string> Lines(PrintedTable table, PageStyle style) =>
        style.Shape switch
        {
            PageShape.TextCellALine => table
                .Rows.SelectMany(row => row)
                .Where(cell => cell.Text.Length > 0)
                .SelectMany(cell => cell.Text.Split('\n').Select(line => "      " + line)),
            PageShape.TextTabs => table.Rows.Select(row =>
                string.Join('\t', row.Select(cell => cell.Text.Replace("\n", "", StringComparison.Ordinal)))
            ),
            PageShape.TextSheet => table.Rows.Select(row => string.Join('\t', Wide(table, row))),
            PageShape.TextMarkdown => Markdown(table),
            _ => table.Rows.Select(row => string.Join("  ", row.Select(cell => cell.Text.Replace("\n", "", StringComparison.Ordinal)))),
        };

    private static List<string> Markdown(PrintedTable table)
    {
        var lines = table.Rows.Select(row => $"| {string.Join(" | ", Wide(table, row))} |").ToList();
        lines.Insert(1, $"|{string.Concat(Enumerable.Repeat(" --- |", Width(table)))}");
        return lines;
    }

    private static int Width(PrintedTable table) => table.Rows.Max(row => row.Max(cell => cell.Column + cell.ColSpan));

    // As a spreadsheet copies it: merged cells leave blank ones behind.
    private static string[] Wide(PrintedTable table, List<PrintedCell> row)
    {
        var wide = Enumerable.Repeat("", Width(table)).ToArray();
        foreach (var cell in row)
        {
            wide[cell.Column] = cell.Text.Replace("\n", "", StringComparison.Ordinal);
        }

        return wide;
    }

    private static string Metadata(ReportContent content, PageStyle style)
    {
        var fields = MetadataField.All.Select(field => (field.Label, Value: Encode(field.Get(content.Metadata)))).ToList();
        return style.MetadataAs switch
        {
            "list" => $"<ul>{string.Concat(fields.Select(field => $"<li><b>{field.Label}：</b><span>{field.Value}</span></li>"))}</ul>",
            "terms" => $"<dl>{string.Concat(fields.Select(field => $"<dt>[{field.Label}]</dt><dd>{field.Value}</dd>"))}</dl>",
            "pairs" =>
                $"<table>{string.Concat(fields.Chunk(2).Select(pair => $"<tr>{string.Concat(pair.Select(field => $"<td>{string.Join("&nbsp;", field.Label.ToCharArray())}：</td><td>{field.Value}</td>"))}</tr><tr><td>主题分类：</td><td>综合政务</td></tr>"))}</table>",
            _ => $"<table>{string.Concat(fields.Select(field => $"<tr><th>{field.Label}</th><td>{field.Value}</td></tr>"))}</table>",
        };
    }

    private static string TextOf(ReportContent content, SectionFormat section) =>
        content.Sections.InOrder().Single(s => s.Key == section.Key).Text;

    private static string Paragraphs(string text) => string.Concat(text.Split('\n').Select(line => $"<p>　　{Encode(line)}</p>\n"));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
