using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>For violated constraints, the smallest change of figures after which they and all that hang together with them hold.</summary>
internal static class RepairAdvisor
{
    /// <param name="violated">Constraints that do not hold.</param>
    /// <param name="cells">The figures.</param>
    /// <param name="confirmed">Ordinals of cells whose figure the text repeats.</param>
    public static IReadOnlyDictionary<Constraint, Advice> Advise(
        IReadOnlyCollection<Constraint> violated,
        CellValues cells,
        IReadOnlySet<int> confirmed
    )
    {
        var system = RelationSystem.For(cells.Edition);
        var repairs = new List<(List<Constraint> For, List<IReadOnlyDictionary<int, decimal>> Ranked)>();
        var open = violated.ToList();
        while (open is [var first, ..])
        {
            var component = system.Component(first);
            var ranked = RepairSearch
                .Run(system, component, cells)
                .OrderBy(repair => RepairRanking.Cost(repair, cells, confirmed))
                .ToList();
            repairs.Add(([.. open.Where(component.Contains)], ranked));
            open.RemoveAll(component.Contains);
        }

        // "All relations hold" may be said only if every component was mended and no cell is blank.
        var mended = cells.With(
            repairs.SelectMany(r => Patch(r.Ranked.FirstOrDefault(), cells.Edition)).Select(p => KeyValuePair.Create(p.Key, p.Value))
        );
        var all = system.Constraints.All(c => c.Residual(mended) is { } residual && c.Holds(residual));
        var count = system.Constraints.Count;
        return repairs
            .Where(repair => repair.Ranked is [_, ..])
            .SelectMany(repair => repair.For.Select(c => (c, Advice: Of(repair.Ranked, cells, all && repairs.Count == 1 ? count : null))))
            .ToDictionary(pair => pair.c, pair => pair.Advice);
    }

    private static Advice Of(List<IReadOnlyDictionary<int, decimal>> ranked, CellValues cells, int? allOf)
    {
        var (zh, en) = RepairWords.Of(ranked[0], cells);
        var (outcomeZh, outcomeEn) = allOf is { } count
            ? ($"{count} 项勾稽关系即全部成立", $"all {count} relations hold")
            : ("这一组勾稽关系即全部成立", "the relations that hang together with this one hold");
        var (othersZh, othersEn) = Others(ranked, cells);
        return new Advice
        {
            Zh = $"{zh}，{outcomeZh}。{othersZh}请先核对台账再改。",
            En = $"{char.ToUpperInvariant(en[0])}{en[1..]} and {outcomeEn}. {othersEn}Check the register before changing anything.",
            Patch = Patch(ranked[0], cells.Edition),
        };
    }

    private static (string Zh, string En) Others(List<IReadOnlyDictionary<int, decimal>> ranked, CellValues cells)
    {
        if (ranked.Count == 1)
        {
            return ("", "");
        }

        var (zh, en) = RepairWords.Of(ranked[1], cells);
        return (
            $"改动同样少的办法还有 {ranked.Count - 1} 种，如{zh}。",
            $"There are {ranked.Count - 1} other ways that change as few cells, such as: {en}. "
        );
    }

    private static IReadOnlyList<CellPatch> Patch(IReadOnlyDictionary<int, decimal>? repair, FormatEdition edition) =>
        [.. (repair ?? new Dictionary<int, decimal>()).Select(change => new CellPatch(edition.Cells[change.Key].Key, change.Value))];
}
