using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>A proposal for every blank cell: 0, or what the sums ask for where everything else in a sum is known.</summary>
internal static class BlankFill
{
    public static IReadOnlyList<CellPatch> For(CellValues cells)
    {
        var edition = cells.Edition;
        var blank = edition.Cells.Where(cell => cells[cell.Ordinal] is null).ToList();
        if (blank is [])
        {
            return [];
        }

        // Parts before totals: a blank part is nothing, a blank total is the sum of its parts.
        var filled = cells.With(blank.Where(cell => !IsSum(cell)).Select(cell => KeyValuePair.Create(cell.Key, (decimal?)0)));
        foreach (var cell in blank.Where(IsSum))
        {
            filled = filled.With(cell.Key, Implied(cell, filled));
        }

        foreach (var cell in blank.Where(cell => filled[cell.Ordinal] is null))
        {
            filled = filled.With(cell.Key, Implied(cell, filled) ?? 0);
        }

        return [.. blank.Select(cell => new CellPatch(cell.Key, filled[cell.Ordinal]))];
    }

    private static bool IsSum(CellFormat cell) => cell.Column.Label == "总计" || cell.Row.Label.EndsWith("总计", StringComparison.Ordinal);

    private static decimal? Implied(CellFormat cell, CellValues cells)
    {
        foreach (var (constraint, own) in RelationSystem.For(cells.Edition).Of(cell.Ordinal))
        {
            var others = constraint.Terms.Where(term => term.Cell != cell.Ordinal).ToList();
            if (constraint.Relation.Operator != RelationOperator.Equal || others.Exists(term => cells[term.Cell] is null))
            {
                continue;
            }
            var value = (constraint.Relation.RightConstant - others.Sum(term => term.Coefficient * cells[term.Cell]!.Value)) / own;
            if (FigureRules.Judge(value, cell.Column.Kind) == FigureFault.None)
            {
                return value;
            }
        }

        return null;
    }
}
