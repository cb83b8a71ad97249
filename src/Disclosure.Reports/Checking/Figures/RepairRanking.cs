using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>
/// Orders equally small repairs by how likely they are what happened: a total that the text confirms stays, a second entry
/// is taken away rather than a request made up, and the catch-all "other" gives way before a definite category.
/// </summary>
internal static class RepairRanking
{
    public static int Cost(IReadOnlyDictionary<int, decimal> repair, CellValues cells, IReadOnlySet<int> confirmed) =>
        repair.Sum(change => Cost(cells.Edition.Cells[change.Key], cells[change.Key] ?? 0, change.Value, confirmed.Contains(change.Key)));

    private static int Cost(CellFormat cell, decimal before, decimal after, bool confirmed)
    {
        var cost = confirmed ? 10 : 0;
        cost += IsTotal(cell) ? 3 : 0;
        cost -= IsCatchAll(cell) ? 1 : 0;
        cost -= after == 0 ? 1 : 0;
        cost += before == 0 ? 2 : 0;
        return cost;
    }

    private static bool IsTotal(CellFormat cell) =>
        cell.Column.Label == "总计" || cell.Row.Label.EndsWith("总计", StringComparison.Ordinal);

    private static bool IsCatchAll(CellFormat cell) => cell.Column.Label is "其他" or "其他结果";
}
