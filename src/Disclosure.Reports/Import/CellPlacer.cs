using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Puts rows of figures into cells, checked by count and kind; says what it could not put.</summary>
internal sealed class CellPlacer(FormatEdition edition, ImportNotes notes)
{
    private readonly Dictionary<CellKey, decimal?> placed = [];
    private readonly HashSet<CellKey> seen = [];

    public IReadOnlyDictionary<CellKey, decimal?> Placed => placed;

    public bool Has(CellKey key) => seen.Contains(key);

    public void Row(TableFormat table, PartFormat part, RowFormat row, FigureRun run)
    {
        var columns = part.Columns;
        var keys = columns.Select(column => new CellKey(table.Id, part.Id, row.Key, column.Key)).ToList();
        seen.UnionWith(keys);
        if (run.Figures.Count != columns.Count)
        {
            var name = row.Label.Length > 0 ? row.Label : edition.Sections.First(s => s.No == table.SectionNo).Title;
            var nameEn = row.Label.Length > 0 ? row.LabelEn : edition.Sections.First(s => s.No == table.SectionNo).TitleEn;
            notes.Add(
                "row-count",
                $"“{name}”应有 {columns.Count} 个数，读到 {run.Figures.Count} 个，没有填入。",
                $"“{nameEn}” should have {columns.Count} figures but {run.Figures.Count} were read; none was placed.",
                keys[0],
                run.Line
            );
            return;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            Cell(keys[i], columns[i], run.Figures[i]);
        }
    }

    private void Cell(CellKey key, ColumnFormat column, FigureText figure)
    {
        edition.TryGetCell(key, out var cell);
        if (figure.In(column) is not { } value)
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

        if (FigureRules.Judge(value, column.Kind) != FigureFault.None)
        {
            notes.Add(
                "value-unreadable",
                $"“{cell!.Label}”不能是 {figure.Text}，没有填入。",
                $"“{cell.LabelEn}” cannot be {figure.Text}; it was not placed.",
                key,
                figure.Line
            );
            return;
        }

        if (value != figure.Value)
        {
            notes.Add(
                "value-unit",
                $"“{cell!.Label}”由 {figure.Text} 换算。",
                $"“{cell.LabelEn}” was converted from {figure.Text}.",
                key,
                figure.Line
            );
        }

        placed[key] = value;
    }
}
