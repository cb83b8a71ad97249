using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Content;

/// <summary>What a report's title says.</summary>
public static partial class ReportTitle
{
    /// <summary>The year that the title names, in digits of any width; null if it names none.</summary>
    public static int? YearOf(string title) =>
        Year().Match(TextFolding.Fold(title)) is { Success: true } match
            ? int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"(?<!\d)(?<year>[12]\d{3})\s*年", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: RegexLimit.Milliseconds)]
    private static partial Regex Year();
}
