using System.Globalization;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>The report is written in the edition that its year asks for.</summary>
internal sealed class EditionRule : ICheckRule
{
    public const string Name = "structure-edition";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var year = input.Context.ReportYear;
        if (FormatEdition.TryFor(year, out var expected) && ReferenceEquals(expected, input.Edition))
        {
            yield break;
        }

        var yearText = year.ToString(CultureInfo.InvariantCulture);
        yield return new Finding
        {
            Id = Name,
            Rule = Name,
            Severity = Severity.Error,
            MessageZh = $"{yearText} 年度报告应使用 {expected?.Edition ?? "（尚无）"} 版格式，现为 {input.Edition.Edition} 版。",
            MessageEn =
                $"The report for {yearText} needs the {expected?.Edition ?? "(none)"} edition of the format; this is the {input.Edition.Edition} edition.",
            Places = [],
        };
    }
}
