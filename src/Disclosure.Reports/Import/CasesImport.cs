using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Table four: one row of fifteen figures under three times the same five heads.</summary>
internal static class CasesImport
{
    private const int Heads = 5;

    public static void Read(TableFormat table, IReadOnlyList<FigureText> pieces, CellPlacer placer, ImportNotes notes)
    {
        var part = table.Parts[0];
        var runs = FigureRun.Of(pieces);
        var labels = runs.SelectMany(run => run.Labels).ToList();

        // A table cut in two, or a figure under each head: all of them are the row.
        var filled = runs.FindAll(run => !run.IsEmpty || run.Figures.Count >= part.Columns.Count);
        if (filled.Count == 0)
        {
            return;
        }

        var row = filled is [var whole] ? whole : new FigureRun(labels, [.. filled.SelectMany(run => run.Figures)]);
        if (Plan(part, labels, row) is not { } plan)
        {
            notes.Add(
                "columns-differ",
                "复议诉讼表的列与格式不同，没有填入。",
                "The columns of the table of cases are not those of the form; nothing was placed.",
                line: row.Line
            );
            return;
        }

        foreach (var column in plan.Missing)
        {
            notes.Add(
                "column-missing",
                $"表中没有“{string.Join(" / ", column.Path)}”一列，该列留空。",
                $"The table has no column “{column.LabelEn}” there; it stays blank.",
                new CellKey(table.Id, part.Id, part.Rows[0].Key, column.Key)
            );
        }

        placer.Row(table, part, part.Rows[0], row, plan);
    }

    private static ColumnPlan? Plan(PartFormat part, IReadOnlyList<FigureText> labels, FigureRun row)
    {
        var names = part.Columns.Take(Heads).Select(column => Labels.Normalize(column.Label)).ToList();
        var heads = new HeadCells(labels);
        var found = Sequence(heads.Text, names);
        if (!GroupsInOrder(heads.Text) || !IsWithin(found, part.Columns.Count))
        {
            return null;
        }

        var sum = Heads - 1;
        var withoutSums = part.Columns.Where((_, i) => i % Heads != sum).ToList();
        if (
            found.Count == withoutSums.Count
            && !found.Contains(sum)
            && (row.Figures.Count == withoutSums.Count || Places(heads, names, withoutSums.Count) is { } p && p.Pick(row) is not null)
        )
        {
            return new ColumnPlan
            {
                Columns = withoutSums,
                Missing = [.. part.Columns.Except(withoutSums)],
                Places = Places(heads, names, withoutSums.Count),
            };
        }

        return new ColumnPlan { Columns = part.Columns, Places = Places(heads, names, part.Columns.Count) };
    }

    // Which of the five heads follow each other.
    private static List<int> Sequence(string text, List<string> names)
    {
        var found = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            var name = names.FindIndex(candidate => string.CompareOrdinal(text, i, candidate, 0, candidate.Length) == 0);
            if (name >= 0)
            {
                found.Add(name);
                i += names[name].Length - 1;
            }
        }

        return found;
    }

    // Some may be lost, but those that are there stand in the form's order.
    private static bool IsWithin(List<int> found, int count)
    {
        var at = 0;
        foreach (var name in found)
        {
            while (at < count && at % Heads != name)
            {
                at++;
            }

            if (at++ >= count)
            {
                return false;
            }
        }

        return true;
    }

    private static bool GroupsInOrder(string text)
    {
        var (review, litigation) = (text.IndexOf("行政复议", StringComparison.Ordinal), text.IndexOf("行政诉讼", StringComparison.Ordinal));
        var (direct, after) = (text.IndexOf("未经复议", StringComparison.Ordinal), text.IndexOf("复议后起诉", StringComparison.Ordinal));
        return (litigation < 0 || review <= litigation) && (after < 0 || direct <= after);
    }

    private static HeadPlaces? Places(HeadCells heads, List<string> names, int count) =>
        heads.Under(names) is var cells && cells.Count == count
            ? HeadPlaces.Of(heads, [.. cells.Select(cell => (CellPlace?)cell.Place)])
            : null;
}
