using AngleSharp.Dom;

namespace Disclosure.Reports.Import.Html;

/// <summary>What a reader of the report does not see, or is not the report: furniture, and glosses in another language.</summary>
internal static class HtmlVisibility
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "nav",
        "select",
        "textarea",
        "button",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "map",
        "footer",
        "head",
        "xml",
    };

    // On our own pages: what is not the report's, and the words that stand for a blank.
    private static readonly string[] OwnClasses = ["byline", "notice", "sr", "blank", "scroll-hint"];

    /// <summary>True for a page of our own make.</summary>
    public static bool IsOwn(IDocument document) => document.QuerySelector("article[itemtype='https://schema.org/Report']") is not null;

    /// <param name="element">Any element.</param>
    /// <param name="isOwn">Whether the page is of our own make.</param>
    public static bool IsUnseen(IElement element, bool isOwn) =>
        (isOwn && Array.Exists(OwnClasses, element.ClassList.Contains))
        || Names.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || string.Equals(element.GetAttribute("aria-hidden"), "true", StringComparison.OrdinalIgnoreCase)
        || IsGloss(element)
        || (element.GetAttribute("style") is { Length: > 0 } style && Hides(style));

    // Our own pages put English beside the labels. Word marks every digit as EN-US: that is no gloss.
    private static bool IsGloss(IElement element) =>
        element.GetAttribute("lang") == "en"
        && element.ParentElement is { LocalName: "th" or "dt" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" }
        && element.TextContent is var text
        && text.Any(char.IsAsciiLetter)
        && !text.Any(c => c is >= '\u2E80');

    private static bool Hides(string style)
    {
        var plain = string.Concat(style.Where(c => !char.IsWhiteSpace(c)));
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("mso-hide:all", StringComparison.OrdinalIgnoreCase);
    }
}
