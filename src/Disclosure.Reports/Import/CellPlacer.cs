using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Puts rows of figures into cells, checked by count and kind; says what it could not put.</summary>
internal sealed class CellPlacer(FormatEdition edition, ImportNotes notes)
{
    private readonly Dictionary<CellKey, decimal?> placed = [];
    private readonly HashSet<CellKey> seen = [];

    public IReadOnlyDictionary<CellKey, decimal?> Placed => placed;

    /// <summary>True if the row was met, whether or not its figures could be placed.</summary>
    public bool Has(CellKey key) => seen.Contains(key);

    public void Row(TableFormat table, PartFormat part, RowFormat row, FigureRun run, ColumnPlan plan)
    {
        seen.UnionWith(part.Columns.Select(column => Key(table, part, row, column)));
        if (plan.Pick(run) is not { } figures)
        {
            var name = row.Label.Length > 0 ? row.Label : edition.Sections.First(s => s.No == table.SectionNo).Title;
            var nameEn = row.Label.Length > 0 ? row.LabelEn : edition.Sections.First(s => s.No == table.SectionNo).TitleEn;
            notes.Add(
                "row-count",
                $"“{name}”应有 {plan.Columns.Count} 个数，读到 {run.Figures.Count} 个，没有填入。",
                $"“{nameEn}” should have {plan.Columns.Count} figures but {run.Figures.Count} were read; none was placed.",
                Key(table, part, row, part.Columns[0]),
                run.Line
            );
            return;
        }

        foreach (var (column, figure) in plan.Columns.Zip(figures))
        {
            Cell(Key(table, part, row, column), column, figure, plan.Units.GetValueOrDefault(column.Key));
        }
    }

    /// <summary>A figure whose cell is known by its key.</summary>
    public void Cell(CellKey key, FigureText figure)
    {
        if (edition.TryGetCell(key, out var cell))
        {
            seen.Add(key);
            Cell(key, cell.Column, figure, headUnit: null);
        }
    }

    private static CellKey Key(TableFormat table, PartFormat part, RowFormat row, ColumnFormat column) =>
        new(table.Id, part.Id, row.Key, column.Key);

    private void Cell(CellKey key, ColumnFormat column, FigureText figure, string? headUnit)
    {
        edition.TryGetCell(key, out var cell);
        if (figure.IsBlank)
        {
            notes.Add(
                "value-blank",
                $"“{cell!.Label}”原为空白或“/”，仍留空。",
                $"“{cell.LabelEn}” was blank or a stroke; it stays blank.",
                key,
                figure.Line
            );
            return;
        }

        if (figure.In(column, headUnit) is not { } value || FigureRules.Judge(value, column.Kind) != FigureFault.None)
        {
            var shown = figure.Text.Length > 40 ? figure.Text[..40] : figure.Text;
            notes.Add(
                "value-unreadable",
                $"“{cell!.Label}”不能是“{shown}”，没有填入。",
                $"“{cell.LabelEn}” cannot be “{shown}”; it was not placed.",
                key,
                figure.Line
            );
            return;
        }

        if (value != figure.Value)
        {
            notes.Add(
                "value-unit",
                $"“{cell!.Label}”由 {figure.Text}{(figure.Unit is null ? headUnit : null)} 换算。",
                $"“{cell.LabelEn}” was converted from {figure.Text}{(figure.Unit is null ? headUnit : null)}.",
                key,
                figure.Line
            );
        }

        placed[key] = value;
    }
}
