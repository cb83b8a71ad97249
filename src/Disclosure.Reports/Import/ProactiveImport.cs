using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Table two: parts with columns of their own. Rows have the same names in every edition, so the columns decide.</summary>
internal static class ProactiveImport
{
    private static readonly string[] Units = ["单位万元", "万元", "单位元", "元"];

    public static void Read(TableFormat table, IReadOnlyList<FigureText> pieces, CellPlacer placer, ImportNotes notes)
    {
        var plans = new Dictionary<PartFormat, ColumnPlan?>();
        var remarks = 0;
        foreach (var placed in PlacedRun.Of(table, pieces))
        {
            if (placed is not { Part: { } part, Row: { } row })
            {
                placed.SayUnknown(notes);
                continue;
            }

            // The first row of a part comes with the part's heads; the others follow its verdict.
            if (!plans.TryGetValue(part, out var plan))
            {
                plan = plans[part] = Plan(part, row, placed.Run, ref remarks, notes);
            }

            if (plan is not null)
            {
                placer.Row(table, part, row, placed.Run, plan);
            }
        }
    }

    private static ColumnPlan? Plan(PartFormat part, RowFormat row, FigureRun run, ref int remarks, ImportNotes notes)
    {
        var heads = new HeadCells(run.Labels);

        // A column for remarks may be headed once for all parts.
        remarks = Math.Max(remarks, heads.Remarks);
        var found = part
            .Columns.Select(column => (Column: column, Head: Find(heads.Text, column)))
            .Where(pair => pair.Head.At >= 0)
            .OrderBy(pair => pair.Head.At)
            .ToList();
        if (found.Count == part.Columns.Count)
        {
            return new ColumnPlan
            {
                Columns = found.ConvertAll(pair => pair.Column),
                Units = found.Where(pair => pair.Head.Unit is not null).ToDictionary(pair => pair.Column.Key, pair => pair.Head.Unit!),
                Remarks = remarks,
                Places = HeadPlaces.Of(heads, [.. found.Select(pair => heads.Place(HeadCells.Names(pair.Column)))]),
            };
        }

        var (code, zh, en) = found.Count switch
        {
            0 when HeadsAreLost(part, row, heads.Text) => ("heads-lost", "的列标题缺失", "are missing"),
            > 1 when found.Select(pair => pair.Column).SequenceEqual(part.Columns.Where(c => found.Exists(pair => pair.Column == c))) => (
                "heads-differ",
                "的列标题与格式不完全相同",
                "are not all those of the form"
            ),
            _ => (null, null, null),
        };
        if (code is not null)
        {
            notes.Add(
                code,
                $"“{part.Title}”{zh}，按列数填入。",
                $"The column heads of “{part.TitleEn}” {en}; placed by count.",
                line: run.Line
            );
            return new ColumnPlan { Columns = part.Columns, Remarks = remarks };
        }

        notes.Add(
            "columns-differ",
            $"“{part.Title}”的列与格式不同，没有填入。",
            $"The columns of “{part.TitleEn}” are not those of the form; nothing was placed.",
            line: run.Line
        );
        return null;
    }

    // A head may give another unit than the form: 本年收费金额（单位：元）.
    private static (int At, string? Unit) Find(string heads, ColumnFormat column)
    {
        foreach (var name in HeadCells.Names(column))
        {
            var at = heads.IndexOf(name, StringComparison.Ordinal);
            if (at >= 0)
            {
                var unit =
                    column.Kind == FigureKind.Amount
                        ? Array.Find(Units, unit => string.CompareOrdinal(heads, at + name.Length, unit, 0, unit.Length) == 0)
                        : null;
                return (at, unit?.Replace("单位", string.Empty, StringComparison.Ordinal));
            }
        }

        return (-1, null);
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
