using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>Which parts a workbook may have. What is not known to be harmless is refused.</summary>
internal static partial class PartNames
{
    private const int Longest = 200;

    /// <summary>A name for a message: short and without anything that is not seen.</summary>
    public static string Shown(string name)
    {
        var plain = string.Concat(name.Where(c => c is > ' ' and < '\u007F')).Replace('\\', '/');
        return plain.Length > 60 ? plain[..60] + "…" : plain;
    }

    /// <exception cref="SpreadsheetRefusedException">The name is no part's, or that of one that can do harm.</exception>
    public static void Check(string name)
    {
        if (name.Length > Longest || !Plain().IsMatch(name) || name.Split('/').Any(piece => piece is "." or ".."))
        {
            throw SpreadsheetRefusedException.Unsafe("内部部件名称异常", "a part has a name that no part has");
        }

        if (Harmful().Match(name) is { Success: true } harm)
        {
            throw SpreadsheetRefusedException.Unsafe(Zh(harm), $"it holds {En(harm)} ({Shown(name)})");
        }

        if (!Known().IsMatch(name))
        {
            throw SpreadsheetRefusedException.Unsafe($"含有不明部件“{Shown(name)}”", $"it holds an unknown part ({Shown(name)})");
        }
    }

    private static string Zh(Match harm) =>
        harm.Groups["macro"].Success ? "含有宏"
        : harm.Groups["link"].Success ? "含有指向其他文件或数据源的链接"
        : "含有嵌入的对象";

    private static string En(Match harm) =>
        harm.Groups["macro"].Success ? "macros"
        : harm.Groups["link"].Success ? "links to other files or data sources"
        : "embedded objects";

    [GeneratedRegex(
        @"^[A-Za-z0-9_\[\]][A-Za-z0-9_.\-\[\] ]*(/[A-Za-z0-9_.\-\[\] ]+)*/?$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"(?<macro>vba|macrosheets|dialogsheets|\.xlm|customui)|(?<link>externallinks|connections\.xml|querytables|webextensions)|(?<object>embeddings|activex|ctrlprops|oleobject)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Harmful();

    // Text parts are read or left alone; pictures and printer settings are left alone.
    [GeneratedRegex(
        @"^(\[Content_Types\]\.xml|_rels/\.rels|(xl|docProps|docMetadata|customXml)/([A-Za-z0-9_.\-]+/)*[A-Za-z0-9_.\-]+\.(xml|rels|vml)"
            + @"|xl/media/[A-Za-z0-9_.\- ]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)|docProps/thumbnail\.(png|jpe?g|emf|wmf)"
            + @"|xl/printerSettings/[A-Za-z0-9_.\-]+\.bin|([A-Za-z0-9_.\-]+/)+)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Known();
}
