using Disclosure.Reports.Content;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Whole counts, nothing negative. JSON refuses these already; an import or a stored draft may still hold them.</summary>
internal sealed class FigureRangeRule : ICheckRule
{
    public const string Name = "figures-number";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        foreach (var cell in input.Edition.Cells)
        {
            if (input.Content.Cells[cell.Ordinal] is not { } value)
            {
                continue;
            }

            var (zh, en) = FigureRules.Judge(value, cell.Column.Kind) switch
            {
                FigureFault.Negative => ("不能是负数", "may not be negative"),
                FigureFault.Fractional => ("应为整数（金额最多 6 位小数）", "must be a whole number (an amount has at most 6 decimals)"),
                FigureFault.TooLarge => ("数字过大", "is too large"),
                _ => (null, null),
            };
            if (zh is not null)
            {
                yield return new Finding
                {
                    Id = $"{Name}:{cell.Key}",
                    Rule = Name,
                    Severity = Severity.Error,
                    MessageZh = $"“{cell.Label}”{zh}。",
                    MessageEn = $"“{cell.LabelEn}” {en}.",
                    Places = [new FindingPlace.Cell(cell.Key)],
                };
            }
        }
    }
}
