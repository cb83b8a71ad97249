using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>Takes a text apart: a line an item; a line with tabs or bars a row of cells.</summary>
internal static partial class TextItems
{
    /// <summary>More pieces than any report has, with whatever stands around it; what comes after them is not read.</summary>
    public const int Most = 20_000;

    private const int MostCells = 500;
    private static readonly char[] Blanks = [' ', '\u3000', '\u00A0', '\t', '\u200B', '\uFEFF'];

    private static readonly char[] Bullets = ['•', '·', '●', '▪', '◆', '■'];

    /// <param name="text">With any line ends.</param>
    /// <param name="numbered">False where the lines are not those of the source: then items have no line.</param>
    /// <param name="firstTable">The number of the first table; the next free one is what the caller may go on with.</param>
    public static List<ImportItem> Of(string text, bool numbered = true, int firstTable = 0)
    {
        var items = new List<ImportItem>();
        var table = new List<(int Line, string[] Cells)>();
        var (number, row, tables) = (0, firstTable * 1_000_000, firstTable);
        void EndTable()
        {
            // Lines of cells that follow each other are one table; of equal length, their cells stand in columns.
            var isExact = table.Count > 0 && table.TrueForAll(line => line.Cells.Length == table[0].Cells.Length);
            tables += table.Count > 0 ? 1 : 0;
            foreach (var (line, cells) in table)
            {
                row++;
                items.AddRange(cells.Select((cell, i) => new ImportItem(Clean(cell), line, new CellPlace(tables, row, i, isExact))));
            }

            table.Clear();
        }

        foreach (var span in text.AsSpan().EnumerateLines())
        {
            if (items.Count + (table.Count * 2) > Most)
            {
                break;
            }

            var raw = span.ToString();
            number++;
            var line = numbered ? number : 0;
            if (Rule().IsMatch(raw) || PageNumber().IsMatch(TextFolding.Fold(raw)))
            {
                continue;
            }

            if (Cells(raw) is { } cells)
            {
                table.Add((line, cells));
            }
            else if (Clean(Mark().Replace(raw, string.Empty)) is { Length: > 0 } words)
            {
                EndTable();
                items.Add(new ImportItem(words, line));
            }
        }

        EndTable();
        return items;
    }

    /// <summary>Trims, and drops the question marks that conversions leave for full-width spaces they could not write.</summary>
    internal static string Clean(string text)
    {
        var trimmed = text.Trim(Blanks).TrimStart(Bullets).TrimStart(Blanks);
        var kept = trimmed.TrimStart('?', '\uFFFD').TrimStart(Blanks);
        return kept.Length < trimmed.Length && (kept.Length == 0 || kept[0] >= 0x2E80) ? kept : trimmed;
    }

    /// <summary>The cells of a line, blank ones included; null if it is a line of text or a rule between rows.</summary>
    private static string[]? Cells(string raw)
    {
        if (raw.AsSpan().IndexOfAny('|', '｜', '│') < 0)
        {
            // Indentation is no cell; a single text among tabs is a line.
            return raw.Contains('\t', StringComparison.Ordinal) && Clean(raw).Contains('\t', StringComparison.Ordinal)
                ? raw.Split('\t')
                : null;
        }

        var inner = raw.Trim(Blanks).Replace('｜', '|').Replace('│', '|');
        inner = inner.StartsWith('|') ? inner[1..] : inner;
        inner = inner.EndsWith('|') ? inner[..^1] : inner;
        return inner.Split('|', MostCells);
    }

    // |---|:-:| of Markdown, +----+ of a terminal, ├──┼──┤ of a word processor: drawn between rows, no strokes in place of figures.
    [GeneratedRegex(@"^(?=.*(--|──|==))[\s|:+=\-─┌┬┐├┼┤└┴┘│]+$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Rule();

    [GeneratedRegex(
        @"^\s*(-+\s*\d{1,3}\s*-+|第\s*\d{1,3}\s*页(\s*共\s*\d{1,3}\s*页)?)\s*$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex PageNumber();

    // ## of a heading and ** around strong text, as Markdown has them.
    [GeneratedRegex(@"^\s*#{1,6}\s+|^\s*\*\*(?=.*\*\*\s*$)|\*\*\s*$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Mark();
}
