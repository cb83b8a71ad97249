using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Disclosure.Reports.Import;

/// <summary>
/// Takes a page apart: a block of text an item, a cell of a table an item. Walks without recursion, since a page may be
/// nested deeper than a stack is.
/// </summary>
internal sealed class HtmlItems
{
    // Old sites lay pages out with tables: a cell with this much text, or with another table, is layout and not data.
    private const int LongestCell = 160;

    // What a reader of the report does not see, or is not the report: furniture, and glosses in another language.
    private const string Skipped =
        "script, style, noscript, template, svg, nav, select, textarea, button, iframe, object, [hidden], [aria-hidden=true], body [lang^=en], "
        + "[style*='display:none'], [style*='display: none']";

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "o:p",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "st1:chsdate",
        "sub",
        "sup",
        "time",
        "u",
    };

    private static readonly HashSet<string> Cells = new(StringComparer.OrdinalIgnoreCase) { "td", "th", "dt", "dd" };

    private readonly List<ImportItem> items = [];
    private readonly StringBuilder line = new();
    private int row;

    private HtmlItems() { }

    public static List<ImportItem> Of(string html)
    {
        if (HtmlDepth.IsAbsurd(html))
        {
            return TextItems.Of(HtmlDepth.WithoutTags(html));
        }

        using var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll(Skipped))
        {
            element.Remove();
        }

        var walk = new HtmlItems();
        walk.Walk(document.Body);
        return walk.items;
    }

    private void Walk(IElement? body)
    {
        // Entered twice, an element is opened and then closed.
        var open = new Stack<(INode Node, bool Closing)>();
        if (body is not null)
        {
            open.Push((body, false));
        }

        while (open.TryPop(out var next))
        {
            if (next.Closing)
            {
                EndLine();
            }
            else if (next.Node is IElement element)
            {
                Enter(element, open);
            }
            else if (next.Node is IText text)
            {
                line.Append(text.Data.Replace('\r', ' ').Replace('\n', ' '));
            }
        }

        EndLine();
    }

    private void Enter(IElement element, Stack<(INode Node, bool Closing)> open)
    {
        if (element.LocalName is "br" or "hr")
        {
            EndLine();
            return;
        }

        if (element.LocalName is "tr" or "dl")
        {
            row++;
        }

        if (Cells.Contains(element.LocalName) && IsData(element))
        {
            EndLine();
            items.Add(new ImportItem(CellText(element), 0, row));
            return;
        }

        if (!Inline.Contains(element.LocalName))
        {
            EndLine();
            open.Push((element, true));
        }

        foreach (var child in element.ChildNodes.Reverse())
        {
            open.Push((child, false));
        }
    }

    private static bool IsData(IElement cell) =>
        cell.QuerySelector("table") is null && cell.TextContent.Length <= LongestCell * 4 && CellText(cell).Length <= LongestCell;

    private static string CellText(IElement cell) =>
        TextItems.Clean(string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private void EndLine()
    {
        // Within a paragraph a run of white space is one space, as a browser shows it.
        var text = TextItems.Clean(string.Join(' ', line.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        line.Clear();
        if (text.Length > 0)
        {
            items.Add(new ImportItem(text, 0, null));
        }
    }
}
