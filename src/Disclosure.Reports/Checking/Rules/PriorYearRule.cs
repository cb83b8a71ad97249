using System.Globalization;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Relations with last year's report, where that is known: what was carried out comes in, balances roll forward.</summary>
internal sealed class PriorYearRule : ICheckRule
{
    public const string Name = "year-relation";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        if (input.Context.Previous is not { } previous)
        {
            yield break;
        }

        var sameEdition = ReferenceEquals(previous.Edition, input.Edition);
        foreach (
            var relation in input.Edition.Relations.Where(r => r.Scope == RelationScope.PriorYear && (sameEdition || r.ValidAcrossEditions))
        )
        {
            if (
                Sum(relation.Left, input.Content.Cells, previous.Cells) is { } left
                && Sum(relation.Right, input.Content.Cells, previous.Cells) is { } right
                && !Holds(relation.Operator, left, right + relation.RightConstant)
            )
            {
                yield return Finding(relation, left, right + relation.RightConstant, input.Context.PreviousIsDraft);
            }
        }
    }

    private static decimal? Sum(IReadOnlyList<RelationTerm> terms, CellValues current, CellValues previous)
    {
        decimal sum = 0;
        foreach (var term in terms)
        {
            if (!(term.YearOffset < 0 ? previous : current).TryGet(term.Key, out var value) || value is null)
            {
                return null;
            }

            sum += term.Sign * value.Value;
        }

        return sum;
    }

    private static bool Holds(RelationOperator op, decimal left, decimal right) =>
        op switch
        {
            RelationOperator.LessOrEqual => left <= right,
            RelationOperator.GreaterOrEqual => left >= right,
            _ => left == right,
        };

    private static Finding Finding(Relation relation, decimal left, decimal right, bool fromDraft) =>
        new()
        {
            Id = $"{Name}:{relation.Id}",
            Rule = Name,
            // A draft may yet change: it is no reason to stop this year's report.
            Severity = fromDraft && relation.Severity > Severity.Warning ? Severity.Warning : relation.Severity,
            MessageZh = $"与上年报告{(fromDraft ? "草稿" : "")}不衔接（{relation.Text}）：左边为 {Number(left)}，右边为 {Number(right)}。",
            MessageEn =
                $"Does not follow from last year's {(fromDraft ? "draft" : "report")} ({relation.TextEn}): left {Number(left)}, right {Number(right)}.",
            Places =
            [
                .. relation.Left.Concat(relation.Right).Where(term => term.YearOffset == 0).Select(term => new FindingPlace.Cell(term.Key)),
            ],
            Advice = new Advice
            {
                Zh = "以上年已公布的报告为准核对；上年报告有误的，先更正上年报告。",
                En = "Check against last year's published report; if that was wrong, correct it first.",
            },
        };

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
