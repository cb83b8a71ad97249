using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Disclosure.Reports.Import.Html;

/// <summary>
/// Takes a page apart: a block of text an item, a line of a table's cell an item. Walks without recursion, since a page may be
/// nested deeper than a stack is.
/// </summary>
internal sealed class HtmlItems
{
    // Old sites lay pages out with tables: a cell with this much text, or with another table, is layout and not data.
    private const int LongestCell = 160;

    // Whatever else there is, Word's and unknown elements among it, a browser shows within the line.
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    };

    private readonly List<ImportItem> items = [];
    private readonly StringBuilder line = new();
    private readonly HtmlTables tables = new();
    private CellPlace? cell;
    private int cellStart;
    private bool isOwn;

    private HtmlItems() { }

    /// <summary>The page's items, and whether it was too tangled to be read as a page: then its text alone was read.</summary>
    public static (List<ImportItem> Items, bool IsTangled) Of(string html)
    {
        if (HtmlGuard.IsAbsurd(html))
        {
            return (TextItems.Of(HtmlGuard.WithoutTags(html), numbered: false), true);
        }

        using var document = new HtmlParser().ParseDocument(html);
        var walk = new HtmlItems();
        walk.isOwn = HtmlVisibility.IsOwn(document);
        walk.Head(document);
        walk.Walk(document.Body);
        return (walk.items, false);
    }

    // "某局2020年政府信息公开工作年度报告_某市人民政府": the title, should the text have none.
    private void Head(AngleSharp.Html.Dom.IHtmlDocument document)
    {
        var named = document.Head?.QuerySelector("meta[name=ArticleTitle]")?.GetAttribute("content");
        foreach (var piece in new[] { named ?? string.Empty }.Concat((document.Title ?? string.Empty).Split('_', '|', '-', '—', '–')))
        {
            line.Append(piece);
            EndLine();
        }
    }

    private void Walk(IElement? body)
    {
        // Entered twice, an element is opened and then closed.
        var open = new Stack<(INode Node, bool Closing)>();
        if (body is not null)
        {
            open.Push((body, false));
        }

        while (items.Count <= TextItems.Most && open.TryPop(out var next))
        {
            if (next.Closing)
            {
                Leave((IElement)next.Node);
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
        if (HtmlVisibility.IsUnseen(element, isOwn))
        {
            return;
        }

        if (element.LocalName is "br" or "hr")
        {
            EndLine();
            return;
        }

        if (element.LocalName == "pre" && cell is null)
        {
            EndLine();
            items.AddRange(TextItems.Of(element.TextContent, numbered: false, tables.Next()));
            return;
        }

        if (Blocks.Contains(element.LocalName))
        {
            EndLine();
            open.Push((element, true));
            if (cell is null && tables.Place(element) is { } place && IsData(element))
            {
                (cell, cellStart) = (place, items.Count);
            }
        }

        for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
        {
            open.Push((child, false));
        }
    }

    private void Leave(IElement element)
    {
        EndLine();
        if (cell is { } place && tables.IsAt(element, place))
        {
            if (items.Count == cellStart)
            {
                items.Add(new ImportItem(string.Empty, 0, place));
            }

            cell = null;
        }
    }

    private static bool IsData(IElement element) =>
        element.QuerySelectorAll("table").All(HasOneText)
        && element.TextContent is var text
        && (text.Length <= LongestCell || text.Count(c => !char.IsWhiteSpace(c)) <= LongestCell);

    // A table around one figure is no layout.
    private static bool HasOneText(IElement table) =>
        table.QuerySelectorAll("td, th").Count(cell => !string.IsNullOrWhiteSpace(cell.TextContent)) <= 1;

    private void EndLine()
    {
        // Within a paragraph a run of white space is one space, as a browser shows it.
        var text = TextItems.Clean(string.Join(' ', line.ToString().Split([' ', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries)));
        line.Clear();
        if (text.Length > 0)
        {
            items.Add(new ImportItem(text, 0, cell));
        }
    }
}
