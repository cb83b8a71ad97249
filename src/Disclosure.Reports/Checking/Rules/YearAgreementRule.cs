using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>The year in the text is the report's: the stated period of the figures, and the year that the overview opens with.</summary>
internal sealed partial class YearAgreementRule : ICheckRule
{
    public const string Name = "structure-year";

    // "2019年，我局……" in the report for 2020 is last year's text; a year deep in a sentence may well be history.
    private const int Opening = 12;

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var year = input.Context.ReportYear;
        foreach (var text in input.Sections)
        {
            foreach (Match match in Period().Matches(text.Flat.Value))
            {
                var (from, to) = (Number(match, "from"), match.Groups["to"].Success ? Number(match, "to") : Number(match, "from"));
                if (from != year || to != year)
                {
                    yield return Finding(
                        text,
                        match,
                        "period",
                        Severity.Error,
                        $"数据统计期限应为 {year}年1月1日至{year}年12月31日",
                        $"The period of the figures must be 1 January to 31 December {year}"
                    );
                }
            }
        }

        if (
            input.Section(Content.ReportSections.OverviewKey) is { } overview
            && OpeningYear(overview) is { } opening
            && Number(opening, "year") != year
        )
        {
            yield return Finding(
                overview,
                opening,
                "opening",
                Severity.Warning,
                $"“一、总体情况”开头写的是 {opening.Groups["year"].Value} 年，报告年度是 {year} 年",
                $"The overview opens with {opening.Groups["year"].Value}; the report is for {year}"
            );
        }
    }

    private static Match? OpeningYear(SectionText text) =>
        YearWord().Match(text.Flat.Value) is { Success: true } match && match.Index <= Opening ? match : null;

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Finding Finding(SectionText text, Match match, string what, Severity severity, string zh, string en) =>
        new()
        {
            Id = $"{Name}:{text.Key}:{what}",
            Rule = Name,
            Severity = severity,
            MessageZh = $"{zh}。",
            MessageEn = $"{en}.",
            Places = [text.Place(match.Index, match.Length)],
        };

    [GeneratedRegex(
        @"统计(时间)?(期限|时限|周期)[^\n。]{0,10}?(?<from>20\d\d)年1月1日[^\n。]{0,6}?((?<to>20\d\d)年)?12月31日",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: RegexLimit.Milliseconds
    )]
    private static partial Regex Period();

    [GeneratedRegex(@"(?<year>20\d\d)年(?!\d{1,2}月)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: RegexLimit.Milliseconds)]
    private static partial Regex YearWord();
}
