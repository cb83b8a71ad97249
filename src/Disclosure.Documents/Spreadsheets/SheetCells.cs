using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>Cells that hold what they are given: a text is a text, whatever it begins with.</summary>
internal static partial class SheetCells
{
    /// <summary>The most characters that a cell holds, in UTF-16 units.</summary>
    public const int LongestText = 32_767;

    private const int RegexMilliseconds = 30_000;

    /// <summary>A text, never a formula: it is stored as one, and marked so that editing the cell does not make it one.</summary>
    public static Cell Text(int row, int column, string text, SheetStyle style) =>
        new()
        {
            CellReference = Reference(row, column),
            StyleIndex = (uint)(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? SheetStyles.Quoted(style) : style),
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(Escape(text)) { Space = SpaceProcessingModeValues.Preserve }),
        };

    /// <summary>A figure; blank if null.</summary>
    public static Cell Figure(int row, int column, decimal? value, SheetStyle style) =>
        new()
        {
            CellReference = Reference(row, column),
            StyleIndex = (uint)style,
            CellValue = value is { } figure ? new CellValue(figure.ToString("0.############", CultureInfo.InvariantCulture)) : null,
        };

    public static Cell Blank(int row, int column, SheetStyle style) =>
        new() { CellReference = Reference(row, column), StyleIndex = (uint)style };

    /// <summary>B5, for row 5 and column 1: rows count from 1, columns from 0.</summary>
    public static string Reference(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{row}");

    /// <summary>$B$5.</summary>
    public static string Absolute(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"${Letters(column)}${row}");

    /// <summary>B5:C7; B5 for a single cell.</summary>
    public static string Range(int row, int column, int rows, int columns) =>
        rows == 1 && columns == 1 ? Reference(row, column) : $"{Reference(row, column)}:{Reference(row + rows - 1, column + columns - 1)}";

    // ECMA-376 part 1, 22.9.2.19: what XML cannot hold is written _xHHHH_, and an underscore that would begin such a sequence _x005F_.
    private static string Escape(string text)
    {
        var safe = Sequence().Replace(text, "_x005F_");
        var escaped = new StringBuilder(safe.Length);
        for (var i = 0; i < safe.Length; i++)
        {
            var c = safe[i];
            if (char.IsHighSurrogate(c) && i + 1 < safe.Length && char.IsLowSurrogate(safe[i + 1]))
            {
                escaped.Append(c).Append(safe[++i]);
            }
            else if (c is '\t' or '\n' || (c >= ' ' && c < '\uFFFE' && !char.IsSurrogate(c)))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            }
        }

        return escaped.ToString();
    }

    // The sheets are narrower than the alphabet.
    private static char Letters(int column) => (char)('A' + column);

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, RegexMilliseconds)]
    private static partial Regex Sequence();
}
