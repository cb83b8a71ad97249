using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Table four: one row of fifteen figures under three times the same five heads.</summary>
internal static class CasesImport
{
    public static void Read(TableFormat table, IReadOnlyList<FigureText> pieces, CellPlacer placer, ImportNotes notes)
    {
        var part = table.Parts[0];
        var run = new FigureRun([.. pieces.Where(piece => piece.IsLabel)], [.. FigureRun.Of(pieces).SelectMany(r => r.Figures)]);
        if (run.Figures.Count == 0)
        {
            return;
        }

        if (!HeadsInOrder(part, run))
        {
            notes.Add(
                "columns-differ",
                "复议诉讼表的列与格式不同，没有填入。",
                "The columns of the table of cases are not those of the form; nothing was placed.",
                line: run.Line
            );
            return;
        }

        placer.Row(table, part, part.Rows[0], run);
    }

    private static bool HeadsInOrder(PartFormat part, FigureRun run)
    {
        var cycle = part.Columns.Take(5).Select(column => Labels.Normalize(column.Label)).ToList();
        var found = run.Labels.Select(label => cycle.IndexOf(Labels.Normalize(label.Text))).Where(index => index >= 0).ToList();
        return found.Select((index, i) => (index, i)).All(pair => pair.index == pair.i % cycle.Count);
    }
}
