using System.Text.RegularExpressions;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>Table three: rows known by their labels, seven figures each.</summary>
internal static partial class RequestsImport
{
    // 法人或其他组织 stands above five columns: it is no column, and ends in the name of one.
    private const char Group = '\u0001';

    public static void Read(TableFormat table, IReadOnlyList<FigureText> pieces, CellPlacer placer, ImportNotes notes)
    {
        var part = table.Parts[0];
        var runs = PlacedRun.Of(table, pieces);
        if (runs is [])
        {
            return;
        }

        if (Plan(part, runs) is not { } plan)
        {
            notes.Add(
                "columns-differ",
                "申请情况表的列与格式不同，没有填入。",
                "The columns of the table of requests are not those of the form; nothing was placed.",
                line: runs[0].Run.Line
            );
            return;
        }

        foreach (var column in plan.Missing)
        {
            notes.Add(
                "column-missing",
                $"表中没有“{column.Label}”一列，该列留空。",
                $"The table has no column “{column.LabelEn}”; it stays blank.",
                new CellKey(table.Id, part.Id, part.Rows[0].Key, column.Key)
            );
        }

        foreach (var placed in runs)
        {
            if (placed.Row is { } row)
            {
                placer.Row(table, part, row, placed.Run, plan);
            }
            else
            {
                placed.SayUnknown(notes);
            }
        }
    }

    private static ColumnPlan? Plan(PartFormat part, List<PlacedRun> runs)
    {
        var heads = new HeadCells(runs[0].Run.Labels);
        var text = Above().Replace(heads.Text, string.Empty).Replace("法人或其他组织", Group.ToString(), StringComparison.Ordinal);
        var found = InOrder(part, text);
        var columns = part.Columns;
        var missing = columns.Except(found).ToList();
        if (missing.Count == 0)
        {
            return With(found, heads, []);
        }

        if (!found.SequenceEqual(columns.Where(found.Contains)))
        {
            return null;
        }

        // Heads get lost where tables become text, so what is missing here may be there; only the sum is known to be left out by some.
        var counts = runs.Where(run => run.Row is not null).CountBy(run => run.Run.Figures.Count).ToList();
        var most = counts.Count == 0 ? columns.Count : counts.MaxBy(count => count.Value).Key;
        var leavesSumOut = missing is [{ Group: null } sum] && sum == columns[^1];
        return
            leavesSumOut
            && (
                most == found.Count
                || HeadPlaces.Of(heads, [.. found.Select(column => Place(heads, column))]) is not null && most != columns.Count
            )
            ? With(found, heads, missing)
            : new ColumnPlan { Columns = columns, Remarks = heads.Remarks };
    }

    private static ColumnPlan With(IReadOnlyList<ColumnFormat> columns, HeadCells heads, IReadOnlyList<ColumnFormat> missing) =>
        new()
        {
            Columns = columns,
            Missing = missing,
            Remarks = heads.Remarks,
            Places = HeadPlaces.Of(heads, [.. columns.Select(column => Place(heads, column))]),
        };

    private static CellPlace? Place(HeadCells heads, ColumnFormat column) => heads.Place(HeadCells.Names(column));

    // From left to right: the columns under the group's head stand where that head does.
    private static List<ColumnFormat> InOrder(PartFormat part, string text)
    {
        var found = part
            .Columns.Select(column => (Column: column, At: text.IndexOf(Labels.Normalize(column.Label), StringComparison.Ordinal)))
            .Where(pair => pair.At >= 0)
            .OrderBy(pair => pair.At)
            .ToList();
        var group = text.IndexOf(Group, StringComparison.Ordinal);
        if (group < 0)
        {
            // Without the head above them the five may follow the sum, which heads two rows in the form.
            var leaves = found.FindAll(pair => pair.Column.Group is not null);
            var sum = found.FindIndex(pair => pair.Column.Group is null && pair.Column == part.Columns[^1]);
            if (sum > 0 && leaves.Count > 0 && found[sum].At < leaves[0].At && found[..sum].TrueForAll(pair => pair.Column.Group is null))
            {
                return [.. found[..sum].Concat(found[(sum + 1)..]).Append(found[sum]).Select(pair => pair.Column)];
            }

            return found.ConvertAll(pair => pair.Column);
        }

        return [.. found.OrderBy(pair => pair.Column.Group is null ? pair.At : group).ThenBy(pair => pair.At).Select(pair => pair.Column)];
    }

    [GeneratedRegex(@"本列数据的?勾稽关系为?.{0,40}第四项(加第五项)?之和", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Above();
}
