using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Each text section says something; section five may not be waved away with 无.</summary>
internal sealed class SectionPresenceRule : ICheckRule
{
    public const string Name = "structure-section";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        foreach (var section in input.Edition.Sections.Where(section => section.Kind == SectionKind.Text))
        {
            var text = input.Section(section.Key)?.Flat.Value ?? string.Empty;
            if (text.Trim('\n').Length == 0)
            {
                yield return Finding(section, "empty", Severity.Error, "没有内容", "is empty", AdviceFor(section));
            }
            else if (section.MinChars > 0 && IsNothing(text))
            {
                yield return Finding(section, "nothing", Severity.Error, "不能只写“无”", "may not just say “none”", AdviceFor(section));
            }
            else if (text.Length < section.MinChars)
            {
                yield return Finding(
                    section,
                    "short",
                    Severity.Warning,
                    $"不足 {section.MinChars} 字，过于简单",
                    $"has fewer than {section.MinChars} characters",
                    null
                );
            }
        }
    }

    private static bool IsNothing(string text) =>
        text.Trim('\n', '。', '.', ';', ',')
            is "无"
                or "没有"
                or "暂无"
                or "不存在"
                or "无问题"
                or "没有问题"
                or "无存在问题"
                or "不存在问题";

    private static Advice? AdviceFor(SectionFormat section) =>
        section.Key switch
        {
            ReportSections.OtherKey => new Advice
            {
                Zh = "没有需要报告的，写“无”。",
                En = "If there is nothing to report, write “无” (none).",
            },
            ReportSections.ProblemsKey => new Advice
            {
                Zh = "写明存在的主要问题和改进措施。",
                En = "State the main problems and what will be done about them.",
            },
            _ => null,
        };

    private static Finding Finding(SectionFormat section, string what, Severity severity, string zh, string en, Advice? advice) =>
        new()
        {
            Id = $"{Name}:{section.Key}:{what}",
            Rule = Name,
            Severity = severity,
            MessageZh = $"“{section.Title}”{zh}。",
            MessageEn = $"“{section.TitleEn}” {en}.",
            Places = [new FindingPlace.Text(section.Key, 0, 0)],
            Advice = advice,
        };
}
