using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>What a workbook's styles say of a number: that it is a date, or that it is not seen.</summary>
/// <remarks>ECMA-376 part 1, 18.8.30 lists the built-in number formats; 27 to 36 and 50 to 58 are dates in Chinese programs.</remarks>
internal sealed partial class CellStyles
{
    private const int MostFormats = 5_000;
    private const decimal LastDay = 2_958_465;

    private readonly List<(bool IsDate, bool HasTime, bool IsHidden)> styles = [];
    private readonly DateTime epoch;

    private CellStyles(bool isFrom1904) => epoch = isFrom1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);

    /// <param name="xml">The styles part; null if there is none.</param>
    /// <param name="isFrom1904">Whether days count from 1904.</param>
    public static CellStyles Read(XmlReader? xml, bool isFrom1904)
    {
        var read = new CellStyles(isFrom1904);
        var formats = new Dictionary<int, string>();
        var (white, filled) = (new List<bool>(), new List<bool>());
        var (inFonts, inFills, inCells) = (false, false, false);
        while (xml?.Read() == true)
        {
            var isStart = xml.NodeType == XmlNodeType.Element;
            if (!isStart && xml.NodeType != XmlNodeType.EndElement)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "fonts":
                    inFonts = isStart && !xml.IsEmptyElement;
                    break;
                case "fills":
                    inFills = isStart && !xml.IsEmptyElement;
                    break;
                case "cellXfs":
                    inCells = isStart && !xml.IsEmptyElement;
                    break;
                case "numFmt" when isStart && formats.Count < MostFormats && Number(xml, "numFmtId") is { } id:
                    formats.TryAdd(id, xml.GetAttribute("formatCode") ?? string.Empty);
                    break;
                case "font" when isStart && inFonts:
                    white.Add(false);
                    break;
                case "color" when isStart && inFonts && white.Count > 0:
                    white[^1] = IsWhite(xml);
                    break;
                case "fill" when isStart && inFills:
                    filled.Add(false);
                    break;
                case "fgColor" when isStart && inFills && filled.Count > 0:
                    filled[^1] = !IsWhite(xml);
                    break;
                case "xf" when isStart && inCells && read.styles.Count < MostFormats * 10:
                    read.styles.Add(Style(xml, formats, white, filled));
                    break;
                default:
                    break;
            }
        }

        return read;
    }

    /// <summary>The date that a number shows as, <c>yyyy-MM-dd</c> with the time if the format has one; null if it shows as a number.</summary>
    public string? Date(int style, decimal number)
    {
        if (style >= styles.Count || !styles[style].IsDate || number is < 1 or > LastDay)
        {
            return null;
        }

        var time = epoch.AddSeconds((double)decimal.Round(number * 86_400));
        return time.ToString(styles[style].HasTime ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>True if what is in the cell is not seen: white on white, or a format of nothing.</summary>
    public bool Hides(int style) => style < styles.Count && styles[style].IsHidden;

    private static (bool IsDate, bool HasTime, bool IsHidden) Style(
        XmlReader xml,
        Dictionary<int, string> formats,
        List<bool> white,
        List<bool> filled
    )
    {
        var format = Number(xml, "numFmtId") ?? 0;
        var code = formats.GetValueOrDefault(format);
        var plain = code is null ? string.Empty : Quoted().Replace(code, string.Empty);
        var isDate = code is null
            ? format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58)
            : plain.AsSpan().ContainsAny("yYdD");
        var hasTime = code is null ? format == 22 : plain.AsSpan().ContainsAny("hH");
        var isWhite = Number(xml, "fontId") is { } font && font < white.Count && white[font];
        var isFilled = Number(xml, "fillId") is { } fill && fill < filled.Count && filled[fill];
        return (isDate, hasTime, (isWhite && !isFilled) || code == ";;;");
    }

    private static bool IsWhite(XmlReader color) =>
        (color.GetAttribute("rgb") is { Length: >= 6 } rgb && rgb.EndsWith("FFFFFF", StringComparison.OrdinalIgnoreCase))
        || (color.GetAttribute("theme") == "0" && color.GetAttribute("tint") is null)
        || color.GetAttribute("indexed") is "1" or "9";

    private static int? Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"""[^""]*""|\[[^\]]*\]|\\.|General", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Quoted();
}
