using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Screening;

/// <summary>Marks of classified or internal documents in a flat text.</summary>
internal static partial class SecrecyPatterns
{
    /// <summary>机密★20年, ★绝密, 密级：秘密. Nothing else is written so.</summary>
    [GeneratedRegex(
        @"(绝密|机密|秘密)级?[★☆](长期|\d{1,2}(年|个月)|[一二三四五六七八九十]{1,3}(年|个月))?|[★☆](绝密|机密|秘密)|密级:(绝密|机密|秘密)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Mark();

    /// <summary>The bare words outside the terms of the statutes (绝密级, 国家秘密, 商业秘密 and the like are terms).</summary>
    [GeneratedRegex(
        @"(?<!国家|商业|技术|属于|保守)(绝密|机密)(?![级性的、,和或与])",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Word();

    [GeneratedRegex(
        @"(?<!防止|避免|杜绝|严禁|涉及|属于|对)内部(资料|文件)(?=[,。;!)\n]|$)|(不得|请勿|严禁|禁止)外传|仅供内部|(内部)?注意保存|阅后(即焚|收回)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex Internal();

    [GeneratedRegex(
        @"(此件|本件|该件|公开属性|公开选项|公开类型|公开形式|公开方式)[:为是]?(不予公开|不公开|依申请公开|免予公开)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    public static partial Regex NotPublic();
}
