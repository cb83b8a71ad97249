using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>The title is the official one: the organ's full name, the year, the prescribed words.</summary>
internal sealed partial class TitleRule : ICheckRule
{
    public const string Name = "structure-title";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var year = input.Context.ReportYear.ToString(CultureInfo.InvariantCulture);
        var expected = input.Edition.TitleFor(input.Context.OrganName, input.Context.ReportYear);
        var title = input.Title.Flat.Value;
        if (title.Length == 0)
        {
            return [Finding(input, "missing", Severity.Error, "标题为空", "There is no title", expected)];
        }

        var otherYear = YearInTitle().Matches(title).Select(match => match.Groups["year"].Value).FirstOrDefault(y => y != year);
        if (otherYear is not null)
        {
            return
            [
                Finding(
                    input,
                    "year",
                    Severity.Error,
                    $"标题写的是 {otherYear} 年，应为 {year} 年",
                    $"The title says {otherYear} instead of {year}",
                    expected
                ),
            ];
        }

        return title == FlatText.Of(expected).Value
            ? []
            : [Finding(input, "form", Severity.Warning, "标题与规定的格式不同", "The title is not in the prescribed form", expected)];
    }

    private static Finding Finding(CheckInput input, string what, Severity severity, string zh, string en, string expected) =>
        new()
        {
            Id = $"{Name}:{what}",
            Rule = Name,
            Severity = severity,
            MessageZh = $"{zh}。",
            MessageEn = $"{en}.",
            Places = [input.Title.Whole],
            Advice = new Advice { Zh = $"改为“{expected}”。", En = $"Write “{expected}”." },
        };

    [GeneratedRegex(@"(?<year>(19|20)\d\d)年", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: RegexLimit.Milliseconds)]
    private static partial Regex YearInTitle();
}
