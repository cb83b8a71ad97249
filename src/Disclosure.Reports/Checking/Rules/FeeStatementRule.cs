using Disclosure.Reports.Content;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>From the 2021 edition on, section six says what information-processing fees were charged, if only that none were (国办函〔2020〕109号).</summary>
internal sealed class FeeStatementRule : ICheckRule
{
    public const string Name = "structure-fees";

    private static readonly string[] Words = ["处理费", "收费", "收取费用", "收取任何费用"];

    public IEnumerable<Finding> Check(CheckInput input)
    {
        if (input.Edition.FirstReportYear < 2021 || input.Section(ReportSections.OtherKey) is not { } other)
        {
            yield break;
        }

        // Wherever it is said, it is said.
        if (input.Sections.Any(section => Words.Any(word => section.Flat.Value.Contains(word, StringComparison.Ordinal))))
        {
            yield break;
        }

        yield return new Finding
        {
            Id = Name,
            Rule = Name,
            Severity = Severity.Warning,
            MessageZh = "“六、其他需要报告的事项”没有说明政府信息公开信息处理费的收取情况。",
            MessageEn = "“6. Other matters to report” does not say what information-processing fees were charged.",
            Places = [other.Whole],
            Advice = new Advice
            {
                Zh = "写明发出收费通知的件数、总金额和实际收取的总金额；没有收取的，写“本年度未收取信息处理费”。",
                En = "State how many fee notices were sent, their total, and the total collected; or that none was charged.",
            },
        };
    }
}
