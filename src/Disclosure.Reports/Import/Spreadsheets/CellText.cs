using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>Texts as a workbook's parts hold them: in runs, with a reading beside them, and with what XML cannot hold written out.</summary>
internal static partial class CellText
{
    /// <summary>The text of the element that the reader is on, runs joined; the reading (phonetic) of a word is not part of it. Ends at the end of the element.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        var reading = -1;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh" && !xml.IsEmptyElement && reading < 0)
            {
                reading = xml.Depth;
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == reading)
            {
                reading = -1;
            }
            else if (
                reading < 0
                && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA
                && reading < 0
            )
            {
                text.Append(xml.Value);
            }
        }

        return Unescape(text.ToString());
    }

    /// <summary>The element's text and nothing else of it; ends at the end of the element.</summary>
    public static string ReadElementContentAsText(this XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                text.Append(xml.Value);
            }
        }

        return text.ToString();
    }

    /// <summary>A value of a formula that is a text.</summary>
    public static string Plain(string value) => Unescape(value);

    // _x000D_ is how a carriage return is written; _x005F_ is an underscore that would begin such a sequence (ECMA-376 part 1, 22.9.2.19).
    private static string Unescape(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escape()
                .Replace(
                    text,
                    match => ((char)ushort.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                )
            : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Escape();
}
