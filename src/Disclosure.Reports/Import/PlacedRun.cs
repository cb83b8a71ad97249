using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>A table's runs of figures with the rows that they belong to.</summary>
/// <param name="Part">The part that has the row.</param>
/// <param name="Row">Null if no row of the form has the run's label.</param>
internal sealed record PlacedRun(PartFormat? Part, RowFormat? Row, FigureRun Run)
{
    // The heads of no form are more than this.
    private const int MostCarried = 60;

    /// <summary>Matches the runs with rows in order. A row without figures that is no row of the form is part of the heads of the next.</summary>
    public static List<PlacedRun> Of(TableFormat table, IReadOnlyList<FigureText> pieces)
    {
        var matchers = table.Parts.Select(part => (Part: part, Rows: new RowMatcher(part.Rows))).ToList();
        var placed = new List<PlacedRun>();
        var carried = new List<FigureText>();
        foreach (var read in WithoutNumbers(FigureRun.Of(pieces)))
        {
            var run = read.After(carried);
            var (part, row) =
                run.Figures.Count == 0
                    ? default
                    : matchers.Select(m => (m.Part, Row: m.Rows.Match(run))).FirstOrDefault(m => m.Row is not null);
            carried.Clear();
            if (run.Figures.Count == 0 || (row is null && run.IsEmpty))
            {
                carried.AddRange(run.Labels.Concat(run.Figures).TakeLast(MostCarried));
            }
            else
            {
                placed.Add(new PlacedRun(part, row, run));
            }
        }

        return placed;
    }

    // Where a table of numbered rows was flattened, the number of the next row stands behind the figures of the one before. It must not make
    // up for a figure that was lost.
    private static IEnumerable<FigureRun> WithoutNumbers(List<FigureRun> runs)
    {
        if (!runs.Exists(run => run.Labels.Any(label => label.Place is null && label.Text == "序号")))
        {
            return runs;
        }

        return runs.Select(
            (run, i) =>
                i + 1 < runs.Count && run.Figures is [.., { Place: null }] ? run with { Figures = [.. run.Figures.SkipLast(1)] } : run
        );
    }

    public void SayUnknown(ImportNotes notes) =>
        notes.Add(
            "row-unknown",
            $"有 {Run.Figures.Count} 个数不知属于哪一行，没有填入。",
            $"{Run.Figures.Count} figures could not be assigned to a row; they were not placed.",
            line: Run.Line
        );
}
