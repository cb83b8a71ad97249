using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Disclosure.Pages.Tests;

internal static class Html
{
    private static readonly HtmlParser Strict = new(new HtmlParserOptions { IsStrictMode = true });

    /// <summary>Renders and parses; a page with a parse error of any kind fails here.</summary>
    public static async Task<IHtmlDocument> ParseAsync(Page page) =>
        Strict.ParseDocument(Encoding.UTF8.GetString(await page.RenderAsync(TestContext.Current.CancellationToken)));

    /// <summary>What a reader sees of an element: its text without what is for screen readers only.</summary>
    public static string Seen(this IElement element)
    {
        var copy = (IElement)element.Clone();
        foreach (var hidden in copy.QuerySelectorAll(".sr").ToList())
        {
            hidden.Remove();
        }

        return copy.TextContent.Trim();
    }

    public static IReadOnlyList<IElement> All(this IParentNode parent, string selector) => [.. parent.QuerySelectorAll(selector)];

    public static IElement One(this IParentNode parent, string selector) => Assert.Single(parent.QuerySelectorAll(selector));
}
