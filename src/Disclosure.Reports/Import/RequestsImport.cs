using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Table three: rows known by their labels, seven figures each.</summary>
internal static class RequestsImport
{
    public static void Read(TableFormat table, IReadOnlyList<FigureText> pieces, CellPlacer placer, ImportNotes notes)
    {
        var part = table.Parts[0];
        var runs = FigureRun.Of(pieces);
        if (runs is [var first, ..] && !ColumnsInOrder(part, first))
        {
            notes.Add(
                "columns-differ",
                "申请情况表的列与格式不同，没有填入。",
                "The columns of the table of requests are not those of the form; nothing was placed.",
                line: first.Line
            );
            return;
        }

        var matcher = new RowMatcher(part.Rows);
        foreach (var run in runs.Where(run => run.Figures.Count > 0))
        {
            if (matcher.Match(run.Label) is { } row)
            {
                placer.Row(table, part, row, run);
            }
            else
            {
                notes.Add(
                    "row-unknown",
                    $"有 {run.Figures.Count} 个数不知属于哪一行，没有填入。",
                    $"{run.Figures.Count} figures could not be assigned to a row; they were not placed.",
                    line: run.Line
                );
            }
        }
    }

    // The heads of spanning columns may be lost or come in any order; those of the five kinds of organisation must be in theirs.
    private static bool ColumnsInOrder(PartFormat part, FigureRun first)
    {
        var expected = part.Columns.Where(column => column.Group is not null).Select(column => Labels.Normalize(column.Label)).ToList();
        var found = first
            .Labels.Select(label => Labels.Normalize(label.Text))
            .Select(label => expected.IndexOf(label))
            .Where(index => index >= 0)
            .ToList();
        return found.SequenceEqual(found.Order());
    }
}
