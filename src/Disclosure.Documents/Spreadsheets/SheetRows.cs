using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

internal static class SheetRows
{
    /// <summary>The greatest height that a row may have, in points.</summary>
    private const double Highest = 409;

    public static Row Row(int number, double height, IEnumerable<Cell> cells) =>
        new(cells)
        {
            RowIndex = (uint)number,
            Height = Math.Min(height, Highest),
            CustomHeight = true,
        };

    /// <summary>On how many lines a text stands in a column; a Chinese character is two units wide.</summary>
    public static int Lines(string text, double width) =>
        Math.Max(1, (int)Math.Ceiling(text.Sum(c => c < 0x2E80 ? 1 : 2) / Math.Max(1, width - 2)));
}
