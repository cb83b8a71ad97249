using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Disclosure.Pages.Report;

/// <summary>Heading tags whose level depends on where the report is shown; Razor has no tag of a computed name.</summary>
internal static class Heading
{
    public static HtmlString Open(int level) => new(string.Create(CultureInfo.InvariantCulture, $"<h{level}>"));

    public static HtmlString Close(int level) => new(string.Create(CultureInfo.InvariantCulture, $"</h{level}>\n"));
}
