using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import.Html;

/// <summary>
/// Guards the parser, whose work can grow with the square of what it is given: of the nesting, of the elements that it must put
/// before a table, of the attributes of one element, of the styles left open that each paragraph opens anew. One pass estimates that work;
/// no page that people made comes near the limits.
/// </summary>
internal static partial class HtmlGuard
{
    private const int MostTags = 30_000;
    private const int MostAttributes = 400;
    private const int Deepest = 500;
    private const int MostReopened = 100_000;

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

    // What the parser opens again after a paragraph that ended while it was open.
    private static readonly HashSet<string> Styles = new(StringComparer.OrdinalIgnoreCase)
    {
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    };

    public static bool IsAbsurd(string html)
    {
        var (tags, depth, open) = (0, 0, 0);
        var reopened = 0L;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var closing = at + 1 < html.Length && html[at + 1] == '/';
            var start = at + (closing ? 2 : 1);
            if (start >= html.Length || !char.IsAsciiLetter(html[start]))
            {
                continue;
            }

            var end = start;
            while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == ':'))
            {
                end++;
            }

            var name = html.AsSpan(start, end - start);
            tags++;
            if (Is(Styles, name))
            {
                open = closing ? Math.Max(0, open - 1) : open + 1;
            }
            else
            {
                reopened += open;
            }

            if (!Is(Unclosed, name))
            {
                depth = closing ? Math.Max(0, depth - 1) : depth + 1;
            }

            if (tags > MostTags || depth > Deepest || reopened > MostReopened || Attributes(html, ref end) > MostAttributes)
            {
                return true;
            }

            at = Math.Max(at, end - 1);
        }

        return false;
    }

    /// <summary>The text between the tags, a piece a line.</summary>
    public static string WithoutTags(string html) => AnyTag().Replace(html, "\n");

    private static bool Is(HashSet<string> names, ReadOnlySpan<char> name) => names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    // From behind the name to the end of the tag; a value in quotation marks is one, whatever it holds.
    private static int Attributes(string html, ref int at)
    {
        var (count, inName) = (0, false);
        while (at < html.Length && html[at] != '>')
        {
            var c = html[at];
            if (c is '"' or '\'')
            {
                var close = html.IndexOf(c, at + 1);
                at = close < 0 ? html.Length : close + 1;
                inName = false;
                continue;
            }

            var letter = !(char.IsWhiteSpace(c) || c is '/' or '=');
            count += letter && !inName ? 1 : 0;
            inName = letter;
            at++;
            if (count > MostAttributes)
            {
                break;
            }
        }

        return count;
    }

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex AnyTag();
}
