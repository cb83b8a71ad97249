using System.Globalization;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Tests.Import.Variants;

/// <summary>Habits of published pages, each by itself; they combine.</summary>
internal static partial class Mutations
{
    private static readonly Lazy<Dictionary<char, char>> Traditional = new(ReadTraditional);

    /// <summary>After any of these, every figure can still be placed.</summary>
    public static IReadOnlyList<(string Name, Action<PageStyle> Apply)> Harmless { get; } =
    [
        ("nbsp around everything", s => After(s, (text, _) => $"&nbsp;{text}&nbsp;&nbsp;")),
        ("paragraphs in cells", s => After(s, (text, _) => $"<p align=center style='text-align:center'>{text}</p>")),
        (
            "Word's markup",
            s =>
                After(
                    s,
                    (text, _) =>
                        $"<p class=MsoNormal align=center style='mso-pagination:widow-orphan'><!--[if gte mso 9]><xml><w:x>9</w:x></xml><![endif]--><span lang=EN-US style='font-size:10.5pt'>{text}<o:p></o:p></span></p>"
                )
        ),
        ("numbers split by spans", s => After(s, (text, figure) => figure ? Split(text) : text)),
        ("labels split by spans", s => After(s, (text, figure) => figure ? text : Split(text))),
        ("full-width digits", s => Figures(s, text => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c)))),
        ("thousands separators", s => Figures(s, text => Grouped(text))),
        ("units behind counts", s => Figures(s, text => text.Contains('.', StringComparison.Ordinal) ? text : text + "件")),
        ("labels broken over lines", s => Labelled(s, text => text.Length > 6 ? text.Insert(text.Length / 2, "\n") : text)),
        ("stray spaces in labels", s => Labelled(s, text => string.Join(text.Length < 5 ? " " : "", text.Select(c => c.ToString())))),
        ("half-width punctuation", s => Labelled(s, Half)),
        ("no row spans", s => Spans(s, (_, columns) => columns > 1 ? $" colspan={columns}" : "")),
        ("no column spans", s => Spans(s, (rows, _) => rows > 1 ? $" rowspan={rows}" : "")),
        ("no spans", s => Spans(s, (_, _) => "")),
        ("spans of nought", s => Spans(s, (rows, columns) => $" rowspan={(rows > 1 ? 0 : 1)} colspan='{(columns > 1 ? 0 : 1)}'")),
        ("spans one too long", s => Spans(s, (rows, columns) => $" rowspan={rows + 1} colspan={columns + 1}")),
        ("spans that are no numbers", s => Spans(s, (rows, columns) => $" rowspan=\"{rows}行\" colspan=\"-{columns}\"")),
        (
            "a row for the unit",
            s =>
                Rows(
                    s,
                    table =>
                        [
                            [new PrintedCell("单位：件", 0, 1, 1, null)],
                            .. table.Rows,
                        ]
                )
        ),
        (
            "the last heads again below themselves",
            s => Rows(s, table => table.Id == "requests" ? [.. table.Rows[..3], table.Rows[2], .. table.Rows[3..]] : table.Rows)
        ),
        ("the rows numbered", Numbered),
        ("a column for remarks", s => Rows(s, table => [.. table.Rows.Select((row, i) => Remarked(table, row, i))])),
        ("group labels in the row's own", Merged),
        ("tables cut in two", s => Tables(s, Cut)),
        (
            "layout tables around everything",
            s => Body(s, body => $"<table><tr><td width=20%>导航</td><td><table><tr><td>{body}</td></tr></table></td></tr></table>")
        ),
        ("one table around the report", s => Body(s, body => $"<table class=content><tbody><tr><td>{body}</td></tr></tbody></table>")),
        (
            "furniture",
            s =>
                Body(
                    s,
                    body =>
                        $"<div class=top><a href=/>首页</a> &gt; <a>政务公开</a> &gt; 政府信息公开年报</div><ul><li>总体情况</li><li>2018年政府信息公开工作年度报告</li></ul>{body}<div>分享到：</div><div>上一篇：某某局2017年政府信息公开工作年度报告</div><p>主办单位：某市人民政府　网站标识码：6207000001</p>"
                )
        ),
        (
            "a list of contents above",
            s =>
                Body(
                    s,
                    body =>
                        $"<div><p>目录</p><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p></div>{body}"
                )
        ),
        (
            "links to the sections below",
            s =>
                Body(
                    s,
                    body =>
                        $"{body}<p>关闭窗口</p><ul><li><a>一、总体情况</a></li><li>二、主动公开政府信息情况</li><li>三、收到和处理政府信息公开申请情况</li><li>六、其他需要报告的事项</li></ul>"
                )
        ),
        (
            "tags in capitals and not closed",
            s =>
                Page(
                    s,
                    page =>
                        page.Replace("</td>", "", StringComparison.Ordinal)
                            .Replace("</tr>", "", StringComparison.Ordinal)
                            .Replace("<td", "<TD", StringComparison.Ordinal)
                            .Replace("</p>", "", StringComparison.Ordinal)
                )
        ),
        ("line ends of Windows", s => Page(s, page => page.Replace("\n", "\r\n", StringComparison.Ordinal))),
        ("traditional script", s => Page(s, ToTraditional)),
        ("headings with dots", s => Headings(s, text => text.Replace('、', '．'))),
        ("headings as parts", s => Headings(s, text => $"第{text[0]}部分　{text[2..]}")),
        ("headings broken over lines", s => Page(s, page => page.Replace("及改进情况", "<br>及改进情况", StringComparison.Ordinal))),
        ("headings without numbers", s => Headings(s, text => text[2..])),
        ("the sum's head blank", s => Labelled(s, text => text == "总计" ? "" : text)),
        ("metadata as a list", s => s.MetadataAs = "list"),
        ("metadata as terms", s => s.MetadataAs = "terms"),
        ("metadata in pairs", s => s.MetadataAs = "pairs"),
        ("a figure in a table of its own", s => After(s, (text, figure) => figure ? $"<table><tr><td>{text}</td></tr></table>" : text)),
        (
            "comments and styles among the cells",
            s =>
                After(
                    s,
                    (text, _) => $"<style>td{{}}</style><!-- 7 -->{text}<script>var x = 9;</script><span style='DISPLAY: none'>5</span>"
                )
        ),
    ];

    /// <summary>After these, some figures are not on the page: by column, what is left out.</summary>
    public static IReadOnlyList<(string Name, Action<PageStyle> Apply)> Lossy { get; } =
    [
        ("no column for the sum of requests", s => s.LeftOut.Add("requests/total")),
        (
            "no columns for the sums of cases",
            s => s.LeftOut.UnionWith(["review_litigation/review_total", "review_litigation/direct_total", "review_litigation/after_total"])
        ),
        ("a stroke for nought", s => s.Zero = "/"),
        ("a dash for nought", s => s.Zero = "—"),
        ("two dashes for nought", s => s.Zero = "——"),
        ("a hyphen for nought", s => s.Zero = "-"),
        ("a word for nought", s => s.Zero = "无"),
        ("nothing for nought", s => s.Zero = ""),
    ];

    public static string ToTraditional(string text) => string.Concat(text.Select(c => Traditional.Value.GetValueOrDefault(c, c)));

    private static void After(PageStyle style, Func<string, bool, string> next)
    {
        var before = style.Cell;
        style.Cell = (text, figure) => next(before(text, figure), figure);
    }

    private static void Figures(PageStyle style, Func<string, string> next)
    {
        var before = style.Figure;
        style.Figure = text => next(before(text));
    }

    private static void Labelled(PageStyle style, Func<string, string> next)
    {
        var before = style.Label;
        style.Label = text => next(before(text));
    }

    private static void Headings(PageStyle style, Func<string, string> next) => style.Heading = next;

    private static void Spans(PageStyle style, Func<int, int, string> spans) => style.Spans = spans;

    private static void Body(PageStyle style, Func<string, string> next)
    {
        var before = style.Body;
        style.Body = body => next(before(body));
    }

    private static void Page(PageStyle style, Func<string, string> next)
    {
        var before = style.Page;
        style.Page = page => next(before(page));
    }

    private static void Tables(PageStyle style, Func<PrintedTable, IEnumerable<PrintedTable>> next)
    {
        var before = style.Tables;
        style.Tables = table => before(table).SelectMany(next);
    }

    private static void Rows(PageStyle style, Func<PrintedTable, List<List<PrintedCell>>> next) =>
        Tables(style, table => [table with { Rows = next(table) }]);

    private static string Split(string text) =>
        text.Contains('<', StringComparison.Ordinal) || text.Contains('&', StringComparison.Ordinal)
            ? text
            : string.Concat(text.Chunk(2).Select(piece => $"<span style='mso-x:y'>{new string(piece)}</span>"));

    private static string Half(string text) =>
        text.Replace('（', '(')
            .Replace('）', ')')
            .Replace('，', ',')
            .Replace('：', ':')
            .Replace("“", "\"", StringComparison.Ordinal)
            .Replace("”", "\"", StringComparison.Ordinal);

    private static string Grouped(string text) =>
        decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("#,##0.######", CultureInfo.InvariantCulture)
            : text;

    private static void Numbered(PageStyle style) =>
        Rows(
            style,
            table =>
                table.Id == "review_litigation"
                    ? table.Rows
                    :
                    [
                        .. table.Rows.Select(
                            (row, i) =>
                                (List<PrintedCell>)
                                    [
                                        new PrintedCell(
                                            row.Exists(cell => cell.Key is not null)
                                                ? (i + 1).ToString(CultureInfo.InvariantCulture)
                                                : "序号",
                                            0,
                                            1,
                                            1,
                                            null
                                        ),
                                        .. row.Select(cell => cell with { Column = cell.Column + 1 }),
                                    ]
                        ),
                    ]
        );

    private static List<PrintedCell> Remarked(PrintedTable table, List<PrintedCell> row, int i) =>
        table.Id == "review_litigation"
            ? row
            :
            [
                .. row,
                new PrintedCell(
                    row.Exists(cell => cell.Key is not null) ? (i % 2 == 0 ? "" : "见说明")
                        : i < 2 ? "备注"
                        : "",
                    table.Rows.Max(r => r.Max(c => c.Column + c.ColSpan)),
                    1,
                    1,
                    null
                ),
            ];

    // 三、本年度办理结果（三）不予公开1.属于国家秘密 in one cell, as screen readers and copies have it.
    private static void Merged(PageStyle style) =>
        Rows(
            style,
            table =>
                [
                    .. table.Rows.Select(row =>
                    {
                        var labels = row.TakeWhile(cell => cell.Key is null).ToList();
                        return labels.Count > 1 && row.Exists(cell => cell.Key is not null)
                            ? (List<PrintedCell>)
                                [
                                    new PrintedCell(string.Concat(labels.Select(cell => cell.Text)), labels[0].Column, 1, 1, null),
                                    .. row.Skip(labels.Count),
                                ]
                            : row;
                    }),
                ]
        );

    private static IEnumerable<PrintedTable> Cut(PrintedTable table)
    {
        var at = table.Id == "review_litigation" ? table.Rows.Count : table.Rows.Count * 2 / 3;
        yield return table with
        {
            Rows = table.Rows[..at],
        };
        if (at < table.Rows.Count)
        {
            yield return table with
            {
                Rows = table.Rows[at..],
            };
        }
    }

    private static Dictionary<char, char> ReadTraditional()
    {
        // One traditional form for each simplified character, as a machine would choose.
        var pairs = new Dictionary<char, char>();
        for (var c = '\u4E00'; c < '\u9FFF'; c++)
        {
            if (TextFolding.IsTraditional(c))
            {
                pairs.TryAdd(TextFolding.Fold(c), c);
            }
        }

        return pairs;
    }
}
