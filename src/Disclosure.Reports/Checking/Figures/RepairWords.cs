using System.Globalization;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>Says a repair in words: by column where several rows of one column get the same figure, else cell by cell.</summary>
internal static class RepairWords
{
    public static (string Zh, string En) Of(IReadOnlyDictionary<int, decimal> repair, CellValues cells)
    {
        var changes = repair
            .Select(change => (Cell: cells.Edition.Cells[change.Key], Before: cells[change.Key], After: change.Value))
            .ToList();
        var first = changes[0];
        return changes.Count > 1 && changes.TrueForAll(c => c.Cell.Column.Key == first.Cell.Column.Key && c.After == first.After)
            ? OneColumn(changes.ConvertAll(change => change.Cell), first.After)
            : EachCell(changes);
    }

    private static (string Zh, string En) OneColumn(List<CellFormat> cells, decimal value)
    {
        var zh = string.Join('、', cells.Select(cell => $"“{cell.Row.Label}”"));
        var en = string.Join(", ", cells.Select(cell => $"“{cell.Row.LabelEn}”"));
        return (
            $"把“{cells[0].Column.Label}”列的 {cells.Count} 行（{zh}）改为 {Number(value)}",
            $"set “{cells[0].Column.LabelEn}” to {Number(value)} in {cells.Count} rows ({en})"
        );
    }

    private static (string Zh, string En) EachCell(List<(CellFormat Cell, decimal? Before, decimal After)> changes)
    {
        var zh = changes.Select(c => $"“{c.Cell.Label}”由 {Number(c.Before)} 改为 {Number(c.After)}");
        var en = changes.Select(c => $"“{c.Cell.LabelEn}” from {Number(c.Before)} to {Number(c.After)}");
        return ($"把{string.Join('、', zh)}", $"change {string.Join(", ", en)}");
    }

    private static string Number(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "空白";
}
