using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>Reads sheets: only cells with something in them, only the columns that a report may have.</summary>
internal sealed partial class SheetReader(IReadOnlyList<string> texts, CellStyles styles, SpreadsheetLimits limits)
{
    private const int MostMerged = 1_000;
    private const int MostDecimals = 10;

    private int cells;

    /// <param name="xml">Null for a sheet without cells, such as a chart.</param>
    /// <param name="name">The sheet's name.</param>
    /// <param name="isHidden">Whether the workbook hides it.</param>
    public Sheet Read(XmlReader? xml, string name, bool isHidden)
    {
        var rows = new List<SheetRow>();
        var merged = new List<CellRange>();
        var hidden = new HashSet<int>();
        var isWider = false;
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "col" when xml.GetAttribute("hidden") is "1" or "true":
                    hidden.UnionWith(Columns(xml));
                    break;
                case "row":
                    Row(xml, rows, ref isWider);
                    break;
                case "mergeCell" when merged.Count < MostMerged && CellRange.Parse(xml.GetAttribute("ref")) is { } range:
                    merged.Add(range);
                    break;
                default:
                    break;
            }
        }

        return new Sheet
        {
            Name = name,
            IsHidden = isHidden,
            Rows = rows,
            Merged = merged,
            HiddenColumns = hidden,
            IsWider = isWider,
        };
    }

    private IEnumerable<int> Columns(XmlReader xml)
    {
        var first = Number(xml.GetAttribute("min")) ?? 0;
        var last = Math.Min(Number(xml.GetAttribute("max")) ?? 0, limits.Columns);
        return first > 0 && last >= first ? Enumerable.Range(first - 1, last - first + 1) : [];
    }

    private void Row(XmlReader xml, List<SheetRow> rows, ref bool isWider)
    {
        // References may be left out; then rows and cells follow each other.
        var number = Number(xml.GetAttribute("r")) ?? (rows is [.., var before] ? before.Number + 1 : 1);
        var isHidden = xml.GetAttribute("hidden") is "1" or "true" || xml.GetAttribute("ht") is "0";
        if (xml.IsEmptyElement)
        {
            return;
        }

        var found = new List<SheetCell>();
        var (depth, next) = (xml.Depth, 0);
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            var column = CellRange.Cell(xml.GetAttribute("r")) is { } place ? place.Column : next;
            next = column + 1;
            if (Cell(xml, column) is not { } cell)
            {
                continue;
            }

            if (column >= limits.Columns)
            {
                isWider = true;
                continue;
            }

            if (++cells > limits.Cells)
            {
                throw SpreadsheetRefusedException.TooLarge($"单元格超过 {limits.Cells} 个", $"more than {limits.Cells} cells");
            }

            found.Add(cell);
        }

        if (found.Count > 0)
        {
            rows.Add(new SheetRow(number, isHidden, [.. found.DistinctBy(cell => cell.Column).OrderBy(cell => cell.Column)]));
        }
    }

    private SheetCell? Cell(XmlReader xml, int column)
    {
        var type = xml.GetAttribute("t") ?? "n";
        var style = Number(xml.GetAttribute("s")) ?? 0;
        if (xml.IsEmptyElement)
        {
            return null;
        }

        var (value, inline, formula) = (string.Empty, (string?)null, false);
        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "v":
                    value = xml.ReadElementContentAsText();
                    break;
                case "is":
                    inline = CellText.Read(xml);
                    break;
                case "f":
                    formula = true;
                    CheckFormula(xml.ReadElementContentAsText());
                    break;
                default:
                    break;
            }
        }

        var text = type switch
        {
            "s" => Number(value) is { } index && index < texts.Count ? texts[index] : string.Empty,
            "inlineStr" => inline ?? string.Empty,
            "str" or "d" => CellText.Plain(value),
            "b" => value == "1" ? "TRUE" : "FALSE",
            "e" => string.Empty,
            _ => Shown(value, style),
        };
        return text.Length == 0 && type != "e" && !formula
            ? null
            : new SheetCell
            {
                Column = column,
                Text = text,
                IsFormula = formula,
                IsError = type == "e",
                IsInvisible = text.Length > 0 && styles.Hides(style),
            };
    }

    // cmd|'/c calc'!A0 is a call of another program (DDE); [1]Sheet1!A1 and \\server\share lead to another file.
    private static void CheckFormula(string formula)
    {
        if (formula.Length > 0 && OtherProgram().IsMatch(formula))
        {
            throw SpreadsheetRefusedException.Unsafe(
                "公式引用了其他程序或文件（DDE）",
                "a formula refers to another program or file (DDE)"
            );
        }
    }

    private string Shown(string value, int style)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value.Trim();
        }

        if (styles.Date(style, number) is { } date)
        {
            return date;
        }

        // 25.1 is stored as 25.100000000000001: the nearest of the numbers that programs calculate with.
        if (decimal.Round(number, MostDecimals) != number)
        {
            number = (decimal)(double)number;
        }

        return number.ToString("0.############", CultureInfo.InvariantCulture);
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(
        @"\|\s*'|\w\|[^""]*!|\[\d+\]|\\\\|\[[^\]]*\.xl\w*\]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        RegexLimit.Milliseconds
    )]
    private static partial Regex OtherProgram();
}
