using System.Globalization;
using Disclosure.Reports.Checking.Figures;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Every relation of the edition within the report. One with a blank cell is left to <see cref="BlankCellsRule"/>.</summary>
internal sealed class RelationRule : ICheckRule
{
    public const string Name = "figures-relation";

    // Of a long sum only the cells that hold something help to find the mistake.
    private const int MostPlaces = 8;

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var cells = input.Content.Cells;
        var violated = RelationSystem
            .For(input.Edition)
            .Constraints.Where(c => c.Residual(cells) is { } residual && !c.Holds(residual))
            .ToList();
        if (violated is [])
        {
            return [];
        }

        var advice = RepairAdvisor.Advise(violated, cells, input.TextFigures.Confirmed(cells));
        return violated.Select(c => Finding(c.Relation, cells, advice.GetValueOrDefault(c)));
    }

    private static Finding Finding(Relation relation, CellValues cells, Advice? advice)
    {
        var left = Sum(relation.Left, cells);
        var right = Sum(relation.Right, cells) + relation.RightConstant;
        return new Finding
        {
            Id = $"{Name}:{relation.Id}",
            Rule = Name,
            Severity = relation.Severity,
            MessageZh = $"勾稽关系不成立（{relation.Text}）：左边为 {Number(left)}，右边为 {Number(right)}。",
            MessageEn = $"A relation does not hold ({relation.TextEn}): left {Number(left)}, right {Number(right)}.",
            Places = Places(relation, cells),
            Advice = advice,
        };
    }

    private static decimal Sum(IReadOnlyList<RelationTerm> terms, CellValues cells) =>
        terms.Sum(term => term.Sign * (cells[term.Key] ?? 0));

    private static List<FindingPlace> Places(Relation relation, CellValues cells)
    {
        var terms = relation.Left.Concat(relation.Right).ToList();
        var shown = terms.Count <= MostPlaces ? terms : [.. relation.Left.Where(term => cells[term.Key] != 0), .. relation.Right];
        return [.. shown.Select(term => new FindingPlace.Cell(term.Key))];
    }

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
