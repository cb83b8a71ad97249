using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>
/// How reports state figures, matched in one flat sentence (simplified, half width, no white space). Narrow on purpose: a
/// statement missed costs nothing, one misread costs a drafter's trust.
/// </summary>
internal static partial class StatementPatterns
{
    // A figure with its unit, not approximate (约, 近, 超) and not an ordinal (第).
    private const string Number =
        @"(?<![近约超逾第足少数\d])(?<n>\d{1,3}(,\d{3})+|\d+|[〇零一二两三四五六七八九十百千万]+)(件|条|宗|份|起|例|项|次|个)(?![/比])";

    [GeneratedRegex(
        @"(?<verb>收到|接到|接收|新收|受理)(?<gap>[^,。:]{0,30}?)" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Received();

    /// <summary>收到 12 件政府信息公开申请: the figure before what it counts.</summary>
    [GeneratedRegex(
        @"(?<verb>收到|接到|接收|新收|受理)(各类|的)?" + Number + "(依申请公开|政府信息公开|信息公开|公开政府信息)(的)?申请(?!行政|复议)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex ReceivedBefore();

    [GeneratedRegex(
        @"((未|没有|未曾|尚未)(收到|接到|受理|接收)(过)?(任何|公民|法人|其他组织|、|或者|或|和|的|提出|提交|有关|关于|我局|本机关|书面){0,10}(要求)?(依申请公开|依申请|政府信息公开|信息公开|公开)(政府)?(信息)?(公开)?(的)?(申请)?(事项|件|信息)?|(?<![有并均])无(政府信息公开|信息公开|依申请公开)(政府信息)?(的)?申请(事项|件)?)(?=[,.)]|$)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex NothingReceived();

    [GeneratedRegex(
        @"(?<![或和及与者/]|[开供理]、)(?<what>予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(的|了|共|有|:|政府信息|信息|答复|申请){0,2}"
            + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Outcome();

    [GeneratedRegex(
        @"(?<from>(上|去)一?年度?|20\d\d年度?)结转[^,。\d]{0,12}?" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex CarriedIn();

    [GeneratedRegex(
        @"(结转|转)(至|到|入)?(?<to>(下|次|明)一?年度?|20\d\d年度?)[^,。\d]{0,8}?" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex CarriedOut();

    [GeneratedRegex(
        @"行政(?<what>复议|诉讼)(案件|申请|案|的|共|有|为|数量|数|:){0,3}" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Case();

    [GeneratedRegex(
        @"行政复议(案件|申请)?(、|和|及|与|或|以及|或者)(被)?(提起)?(行政)?诉讼(案件|的|共|有|为|:){0,3}" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex BothCases();

    [GeneratedRegex(
        @"(未发生|没有发生|未出现|没有出现|未产生|不存在|未收到|没有收到|没有|未有|未被|无(?=因|涉及|有关|被|行政|政府信息|信息公开))(?<gap>[^。\d]{0,36}?)行政(?<what>复议|诉讼)(?<rest>[^。\d]{0,20})",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex NoCases();
}
