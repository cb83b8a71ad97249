namespace Disclosure.Reports.Import;

/// <summary>Takes a text apart: a line an item, a line with tabs a row of cells.</summary>
internal static class TextItems
{
    private static readonly char[] Blanks = [' ', '\u3000', '\u00A0', '\t', '\u200B', '\uFEFF'];

    private static readonly char[] Bullets = ['•', '·', '●', '▪', '◆', '■'];

    public static List<ImportItem> Of(string text)
    {
        var items = new List<ImportItem>();
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = Clean(raw);
            if (line.Contains('|', StringComparison.Ordinal))
            {
                // Pages turned to text by machines keep the bars of a table but not its spans: an empty piece may be a blank cell
                // or part of a wide one. It is dropped, and the count of the row shows whether a figure is missing.
                items.AddRange(
                    line.Split('|').Select(Clean).Where(piece => piece.Length > 0).Select(piece => new ImportItem(piece, number, null))
                );
            }
            else if (line.Contains('\t', StringComparison.Ordinal))
            {
                // Blank cells at the end of a row are part of it; indentation before it is not.
                var cells = raw.TrimStart(Blanks).TrimEnd(' ', '\u3000', '\u00A0').Split('\t');
                items.AddRange(cells.Select(cell => new ImportItem(Clean(cell), number, number)));
            }
            else if (line.Length > 0)
            {
                items.Add(new ImportItem(line, number, null));
            }
        }

        return items;
    }

    /// <summary>Trims, and drops the question marks that conversions leave for full-width spaces they could not write.</summary>
    internal static string Clean(string text)
    {
        var trimmed = text.Trim(Blanks).TrimStart(Bullets).TrimStart(Blanks);
        var kept = trimmed.TrimStart('?', '\uFFFD').TrimStart(Blanks);
        return kept.Length < trimmed.Length && (kept.Length == 0 || kept[0] >= 0x2E80) ? kept : trimmed;
    }
}
