using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>What a sentence about information disclosure says of reconsideration and litigation.</summary>
internal static class CaseStatements
{
    // An organ that hears others' cases says so with these; a figure after them is not about cases against it.
    private static readonly string[] Elsewhere =
    [
        "办理",
        "收到",
        "审理",
        "审结",
        "代理",
        "其中",
        "指导",
        "受理",
        "作出",
        "维持",
        "纠正",
        "撤销",
        "驳回",
        "上年",
        "去年",
        "累计",
        "全市",
        "全县",
        "全区",
        "全省",
    ];

    private static readonly string[] Outcome = ["纠正", "败诉", "撤销", "违法", "维持", "责令", "超期", "不当", "投诉", "问题"];

    public static IEnumerable<Statement> In(Sentence sentence, StatementKinds kinds, int year)
    {
        if (!sentence.Speaks("复议", "诉讼") || !sentence.Speaks("信息公开", "申请公开", "政府信息"))
        {
            return [];
        }

        return [.. Counted(sentence, kinds, year), .. None(sentence, kinds, year)];
    }

    private static IEnumerable<Statement> Counted(Sentence sentence, StatementKinds kinds, int year)
    {
        var both = StatementPatterns.BothCases().Match(sentence.Value);
        foreach (Match match in StatementPatterns.Case().Matches(sentence.Value))
        {
            var within = both.Success && match.Index >= both.Index && match.Index < both.Index + both.Length;
            if (
                !within
                && !Has(sentence.Before(match.Index), Elsewhere)
                && !sentence.IsOfAnotherYear(match.Index, year)
                && ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out var value)
            )
            {
                yield return sentence.State(match, value, Kind(match, kinds));
            }
        }

        // "行政复议、行政诉讼共 2 件" may be a sum or one each; only none at all, and 各, are certain.
        if (
            both.Success
            && !Has(sentence.Before(both.Index), Elsewhere)
            && !sentence.IsOfAnotherYear(both.Index, year)
            && ChineseNumber.TryParse(both.Groups["n"].ValueSpan, out var sum)
            && (sum == 0 || both.Groups["each"].Success)
        )
        {
            yield return sentence.State(both, sum, kinds.Reviews);
            yield return sentence.State(both, sum, kinds.Litigation);
        }
    }

    private static IEnumerable<Statement> None(Sentence sentence, StatementKinds kinds, int year)
    {
        foreach (Match match in StatementPatterns.NoCases().Matches(sentence.Value))
        {
            if (Has(match.Value, Outcome) || Has(sentence.Before(match.Index), Elsewhere) || sentence.IsOfAnotherYear(match.Index, year))
            {
                continue;
            }

            yield return sentence.State(match, 0, Kind(match, kinds));
            if (match.Groups["what"].Value == "复议" && Joined(match.Groups["rest"].Value))
            {
                yield return sentence.State(match, 0, kinds.Litigation);
            }
        }
    }

    // Both in one breath: "行政复议、提起行政诉讼的情况".
    private static bool Joined(string rest) =>
        rest.IndexOf("诉讼", StringComparison.Ordinal) is var at and >= 0 && !rest.AsSpan(0, at).ContainsAny(',', '但', '有');

    private static StatementKind Kind(Match match, StatementKinds kinds) =>
        match.Groups["what"].Value == "复议" ? kinds.Reviews : kinds.Litigation;

    private static bool Has(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));
}
