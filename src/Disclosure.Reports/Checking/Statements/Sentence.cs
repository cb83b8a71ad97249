using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>A sentence of a flat text, and what surrounds a match in it that changes what a figure means.</summary>
internal sealed partial class Sentence(SectionText text, int start, string value)
{
    // A part of a whole: by channel, by kind of applicant, by month; or another's figures altogether.
    private static readonly string[] Partial =
    [
        "通过",
        "网上",
        "网络",
        "在线",
        "网站",
        "平台",
        "邮件",
        "邮箱",
        "信函",
        "邮寄",
        "邮政",
        "当面",
        "现场",
        "窗口",
        "传真",
        "渠道",
        "自然人",
        "公民",
        "个人",
        "法人",
        "企业",
        "公司",
        "机构",
        "律师",
        "转来",
        "转办",
        "转交",
        "下级",
        "全省",
        "全市",
        "全州",
        "全县",
        "全区",
        "各单位",
        "各部门",
        "各分局",
        "各区",
        "各县",
        "各直属",
        "所属",
        "直属",
        "下属",
        "乡镇",
        "街道",
        "季度",
        "月",
        "半年",
        "累计",
        "以来",
        "年来",
        "历年",
        "上年",
        "去年",
        "同比",
        "环比",
        "相比",
        "较",
        "增加",
        "减少",
        "重复",
        "补正",
        "撤回",
        "有效",
        "主动公开",
    ];

    public SectionText Text { get; } = text;

    public int Start { get; } = start;

    public string Value { get; } = value;

    /// <summary>The sentences of a text; 。 ; and a line feed end one.</summary>
    public static IEnumerable<Sentence> Of(SectionText text)
    {
        var flat = text.Flat.Value;
        for (var start = 0; start < flat.Length; )
        {
            var end = flat.AsSpan(start).IndexOfAny('。', ';', '\n');
            end = end < 0 ? flat.Length : start + end;
            if (end > start)
            {
                yield return new Sentence(text, start, flat[start..end]);
            }

            start = end + 1;
        }
    }

    public bool Speaks(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Value.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What stands before a match in its clause, and before that a clause of a word or two (其中,).</summary>
    public string Before(int index)
    {
        var clause = Value.LastIndexOf(',', Math.Max(0, index - 1), index);
        var earlier = clause <= 0 ? -1 : Value.LastIndexOf(',', clause - 1);
        return clause - earlier is > 0 and <= 4 ? Value[(earlier + 1)..index] : Value[(clause + 1)..index];
    }

    /// <summary>One of the words stands before a place.</summary>
    public bool SpeaksBefore(int index, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Value.AsSpan(0, index).Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The clause at a place, or the nearest before it that begins with a year, speaks of another year than the report's: "2019年,我局
    /// 收到…". A year within a clause (比2019年减少) compares and does not govern.
    /// </summary>
    public bool IsOfAnotherYear(int index, int reportYear) =>
        GoverningYear().Matches(Value[..index]) is [.., var last]
        && int.Parse(last.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) != reportYear;

    /// <summary>True if words before or within a match make its figure a part, a comparison or another year's.</summary>
    public bool IsPartial(int index, string context, int reportYear) =>
        IsOfAnotherYear(index, reportYear)
        || Array.Exists(Partial, word => context.Contains(word, StringComparison.Ordinal))
        || YearWord()
            .Matches(context)
            .Any(match => int.Parse(match.ValueSpan[..4], NumberStyles.None, CultureInfo.InvariantCulture) != reportYear);

    public Statement State(Match match, decimal value, StatementKind kind) =>
        new()
        {
            Text = Text,
            Start = Start + match.Index,
            Length = match.Length,
            Value = value,
            Kind = kind,
        };

    [GeneratedRegex(@"(?<=^|,)(截至|截止|截止到|至|在|自|从)?(?<year>20\d\d)年", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex GoverningYear();

    [GeneratedRegex(@"20\d\d年", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex YearWord();
}
