using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Table two: parts with columns of their own. Rows have the same names in every edition, so the columns decide.</summary>
internal static class ProactiveImport
{
    public static void Read(TableFormat table, IReadOnlyList<FigureText> pieces, CellPlacer placer, ImportNotes notes)
    {
        var matchers = table.Parts.Select(part => (Part: part, Rows: new RowMatcher(part.Rows))).ToList();
        var verdicts = new Dictionary<PartFormat, bool>();
        foreach (var run in FigureRun.Of(pieces).Where(run => run.Figures.Count > 0))
        {
            var found = matchers.Select(m => (m.Part, Row: m.Rows.Match(run.Label))).FirstOrDefault(m => m.Row is not null);
            if (found.Row is null)
            {
                notes.Add(
                    "row-unknown",
                    $"有 {run.Figures.Count} 个数不知属于哪一行，没有填入。",
                    $"{run.Figures.Count} figures could not be assigned to a row; they were not placed.",
                    line: run.Line
                );
                continue;
            }

            // The first row of a part comes with the part's heads; the others follow its verdict.
            if (!verdicts.TryGetValue(found.Part, out var fits))
            {
                fits = verdicts[found.Part] = Fits(found.Part, found.Row, run, notes);
            }

            if (fits)
            {
                placer.Row(table, found.Part, found.Row, run);
            }
        }
    }

    private static bool Fits(PartFormat part, RowFormat row, FigureRun run, ImportNotes notes)
    {
        var heads = run.Label;
        var position = 0;
        var found = 0;
        foreach (var head in part.Columns.Select(column => Labels.Normalize(column.Label)))
        {
            var at = heads.IndexOf(head, position, StringComparison.Ordinal);
            if (at >= 0)
            {
                position = at + head.Length;
                found++;
            }
        }

        if (found == part.Columns.Count)
        {
            return true;
        }

        if (found == 0 && HeadsAreLost(part, row, heads))
        {
            notes.Add(
                "heads-lost",
                $"“{part.Title}”的列标题缺失，按列数填入。",
                $"The column heads of “{part.TitleEn}” are missing; placed by count.",
                line: run.Line
            );
            return true;
        }

        notes.Add(
            "columns-differ",
            $"“{part.Title}”的列与格式不同，没有填入。",
            $"The columns of “{part.TitleEn}” are not those of the form; nothing was placed.",
            line: run.Line
        );
        return false;
    }

    private static bool HeadsAreLost(PartFormat part, RowFormat row, string heads)
    {
        var rest = heads;
        foreach (var known in Labels.Forms(row.Label, row.Aliases).Append(Labels.Normalize(part.Title ?? string.Empty)).Append("信息内容"))
        {
            rest = known.Length == 0 ? rest : rest.Replace(known, string.Empty, StringComparison.Ordinal);
        }

        return rest.Length == 0;
    }
}
