using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>What a sentence says of requests: how many came, what became of them, how many were carried over.</summary>
internal static class RequestStatements
{
    public static IEnumerable<Statement> In(Sentence sentence, StatementKinds kinds, int year) =>
        sentence.Speaks("公开", "政府信息")
            ? [.. Received(sentence, kinds, year), .. Outcomes(sentence, kinds, year), .. Carried(sentence, kinds, year)]
            : [];

    private static IEnumerable<Statement> Received(Sentence sentence, StatementKinds kinds, int year)
    {
        foreach (Match match in StatementPatterns.Received().Matches(sentence.Value))
        {
            var gap = match.Groups["gap"].Value;
            var before = sentence.Before(match.Index);
            if (
                IsAboutRequests(sentence, match, gap)
                && !before.Contains("其中", StringComparison.Ordinal)
                && !sentence.IsPartial(match.Index, before + gap, year)
                && ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out var value)
            )
            {
                yield return sentence.State(match, value, match.Groups["verb"].Value == "受理" ? kinds.Accepted : kinds.Received);
            }
        }

        foreach (
            Match match in StatementPatterns
                .ReceivedBefore()
                .Matches(sentence.Value)
                .Concat(StatementPatterns.ReceivedAfter().Matches(sentence.Value))
        )
        {
            var before = sentence.Before(match.Index);
            if (
                !before.Contains("其中", StringComparison.Ordinal)
                && !sentence.IsPartial(match.Index, before, year)
                && ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out var value)
            )
            {
                yield return sentence.State(match, value, match.Groups["verb"].Value == "受理" ? kinds.Accepted : kinds.Received);
            }
        }

        foreach (Match match in StatementPatterns.NothingReceived().Matches(sentence.Value))
        {
            if (!sentence.IsPartial(match.Index, sentence.Before(match.Index), year))
            {
                yield return sentence.State(match, 0, kinds.Received);
            }
        }

        foreach (Match match in StatementPatterns.CountedNone().Matches(sentence.Value))
        {
            if (!sentence.IsPartial(match.Index, sentence.Before(match.Index), year))
            {
                yield return sentence.State(match, 0, match.Groups["what"].Value == "受理" ? kinds.Accepted : kinds.Received);
            }
        }
    }

    private static bool IsAboutRequests(Sentence sentence, Match match, string gap)
    {
        // 本年新收 12 件, after the sentence has named the requests.
        if (gap.Length == 0)
        {
            return match.Groups["verb"].Value == "新收"
                && (
                    sentence.SpeaksBefore(match.Index, "公开申请", "申请公开")
                    || sentence.SpeaksBefore(match.Index, "结转") && sentence.Speaks("公开申请", "申请公开")
                );
        }

        return gap.Contains("申请", StringComparison.Ordinal)
            && (
                gap.Contains("公开", StringComparison.Ordinal)
                || gap.Contains("政府信息", StringComparison.Ordinal)
                || sentence.SpeaksBefore(match.Index, "依申请公开")
            )
            && !gap.Contains("复议", StringComparison.Ordinal)
            && !gap.Contains("诉讼", StringComparison.Ordinal);
    }

    private static IEnumerable<Statement> Outcomes(Sentence sentence, StatementKinds kinds, int year)
    {
        if (!sentence.Speaks("申请"))
        {
            yield break;
        }

        foreach (
            Match match in StatementPatterns
                .Outcome()
                .Matches(sentence.Value)
                .Concat(StatementPatterns.OutcomeBehind().Matches(sentence.Value))
        )
        {
            // An outcome is the whole of its kind also after 其中; the sentence as a whole must not be about a part. What is made public
            // before any request is named was public anyway.
            var before = sentence.Before(match.Index);
            var isOfRequests = match.Groups["what"].Value != "予以公开" || sentence.SpeaksBefore(match.Index, "申请");
            if (
                isOfRequests
                && !sentence.IsPartial(match.Index, before, year)
                && ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out var value)
            )
            {
                yield return sentence.State(match, value, kinds.Outcomes[match.Groups["what"].Value]);
            }
        }
    }

    private static IEnumerable<Statement> Carried(Sentence sentence, StatementKinds kinds, int year)
    {
        if (!sentence.Speaks("申请", "依申请"))
        {
            yield break;
        }

        foreach (Match match in StatementPatterns.CarriedIn().Matches(sentence.Value))
        {
            if (YearIs(match.Groups["from"].Value, year - 1) && ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out var value))
            {
                yield return sentence.State(match, value, kinds.CarriedIn);
            }
        }

        foreach (
            Match match in StatementPatterns
                .CarriedOut()
                .Matches(sentence.Value)
                .Concat(StatementPatterns.CarriedOutBehind().Matches(sentence.Value))
        )
        {
            if (YearIs(match.Groups["to"].Value, year + 1) && ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out var value))
            {
                yield return sentence.State(match, value, kinds.CarriedOut);
            }
        }
    }

    // 上年, 下一年度 and the like are the right year by themselves.
    private static bool YearIs(string words, int expected) =>
        !char.IsAsciiDigit(words[0]) || int.Parse(words.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture) == expected;
}
