using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>
/// Guards the parser, whose work grows with the square of the nesting: a small file of nothing but opened elements would hold
/// a processor for minutes. No page that people made comes near the limit.
/// </summary>
internal static partial class HtmlDepth
{
    private const int Most = 1_000;

    // Their end tags may be left out, or they have none; opening many of them is not nesting.
    private static readonly HashSet<string> Unclosed = new(StringComparer.OrdinalIgnoreCase)
    {
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "option",
        "area",
        "base",
        "col",
        "colgroup",
        "embed",
        "param",
        "source",
        "track",
        "wbr",
        "tbody",
        "thead",
        "tfoot",
    };

    public static bool IsAbsurd(string html)
    {
        var depth = 0;
        foreach (var match in Tag().EnumerateMatches(html))
        {
            var tag = html.AsSpan(match.Index, match.Length);
            var closing = tag[1] == '/';
            if (!Unclosed.GetAlternateLookup<ReadOnlySpan<char>>().Contains(tag[(closing ? 2 : 1)..]))
            {
                depth = closing ? Math.Max(0, depth - 1) : depth + 1;
            }

            if (depth > Most)
            {
                return true;
            }
        }

        return false;
    }

    public static string WithoutTags(string html) => AnyTag().Replace(html, "\n");

    [GeneratedRegex(@"</?[a-zA-Z][a-zA-Z0-9]*", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex AnyTag();
}
