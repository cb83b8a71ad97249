using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>
/// How reports state figures, matched in one flat sentence (simplified, half width, no white space). Narrow on purpose: a
/// statement missed costs nothing, one misread costs a drafter's trust.
/// </summary>
internal static partial class StatementPatterns
{
    // A figure with its unit, not approximate (约, 近, 超过, 数十) and not an ordinal (第). 总数 and 件数 end in a 数 of another kind.
    private const string Number =
        @"(?<![近约超过逾第足少.\d])(?<!(?<![总件请])数)(?!(?<=数)[十百千万])(?<n>\d{1,3}(,\d{3})+|\d+|[〇零一二两三四五六七八九十廿卅百千万]+)(件|条|宗|份|起|例|项|次|个)(?![/比])";

    // Where a figure may begin that stands before what it counts: not behind what another phrase counts.
    private const string Opening = "(?<=^|[,、:中有(])";

    private const string About = "(依申请公开|政府信息公开|信息公开|公开政府信息)";

    [GeneratedRegex(
        @"(?<verb>收到|接到|接收|新收|受理)(?<gap>[^,。:]{0,30}?)" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Received();

    /// <summary>收到 12 件政府信息公开申请: the figure before what it counts.</summary>
    [GeneratedRegex(
        @"(?<verb>收到|接到|接收|新收|受理)(各类|的)?" + Number + About + "(的)?申请(?!行政|复议)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex ReceivedBefore();

    /// <summary>政府信息公开申请收到 12 件: the verb behind what it counts.</summary>
    [GeneratedRegex(
        About + @"(政府信息)?的?申请(共|总共)?(?<verb>收到|接到|接收|新收|受理)(了|共|共计|数为)?" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex ReceivedAfter();

    /// <summary>申请数为零: none, as a count of its own.</summary>
    [GeneratedRegex(
        About + @"(政府信息)?的?(?<what>申请|受理|收到|新收)(申请)?(数量|件数|总数|数|量)(均)?(为|是|:)(零|0|〇)(?![\d.])",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex CountedNone();

    [GeneratedRegex(
        @"((未|没有|未曾|尚未)(收到|接到|受理|接收)(过)?(任何|公民|法人|其他组织|、|或者|或|和|的|提出|提交|有关|关于|我局|本机关|书面){0,10}(要求)?(依申请公开|依申请|政府信息公开|信息公开|公开)(政府)?(信息)?(公开)?(的)?(申请)?(事项|件|信息)?|(没有|无)(任何|公民|法人|其他组织|组织|个人|单位|、|或者|或|及|和){1,8}(向[^,。]{1,8})?(提出|提交)?(申请公开政府信息|政府信息公开申请|申请政府信息公开)|(?<![有并均])无(政府信息公开|信息公开|依申请公开)(政府信息)?(的)?申请(事项|件)?)(?=[,.)]|$)",
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

    /// <summary>5 件予以公开: the figure before the outcome, and none behind it.</summary>
    [GeneratedRegex(
        Opening
            + Number
            + @"(依法|信息不存在|不存在)?(?<what>予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?!(或|和|及|与|、(予以|部分|不予|无法|其他)公开)|(的|了|共|有|:|政府信息|信息){0,2}[\d〇零一二两三四五六七八九十])",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex OutcomeBehind();

    [GeneratedRegex(
        @"(?<from>(上|去)一?年度?|20\d\d年度?)结转[^,。\d]{0,12}?" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex CarriedIn();

    [GeneratedRegex(
        @"(结转|转)(至|到|入)?(?<to>(下|次|明)一?年度?|20\d\d年度?)[^,。\d]{0,18}?" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex CarriedOut();

    /// <summary>2 件结转至下年度: the figure first.</summary>
    [GeneratedRegex(
        Opening + Number + @"([^,。\d]{0,12}申请)?(已|仍|将|需|须)?(结转|转)(至|到|入)?(?<to>(下|次|明)一?年度?|20\d\d年度?)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex CarriedOutBehind();

    [GeneratedRegex(
        @"行政(?<what>复议|诉讼)(案件|申请|案|的|共|有|为|数量|数|:){0,3}" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Case();

    [GeneratedRegex(
        @"行政复议(案件|申请)?(、|和|及|与|或|以及|或者)(被)?(提起)?(行政)?诉讼(案件|的|共|有|为|均|都|:){0,3}(?<each>各)?" + Number,
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex BothCases();

    [GeneratedRegex(
        @"(未发生|没有发生|未出现|没有出现|未产生|不存在|未收到|没有收到|没有|未有|未被|无(?=因|涉及|有关|被|行政|政府信息|信息公开))(?<gap>[^。\d]{0,36}?)行政(?<what>复议|诉讼)(?<rest>((?!,(未|没有|无|也|亦|均))[^。\d]){0,20})",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex NoCases();
}
