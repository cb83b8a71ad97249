using System.Text.RegularExpressions;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>A line that heads a section.</summary>
/// <param name="Section">1 to 6.</param>
/// <param name="Index">The heading's item.</param>
/// <param name="Body">The first item after it.</param>
/// <param name="Rest">What stood behind the heading on its line.</param>
internal sealed partial record SectionHeading(int Section, int Index, int Body, ImportItem? Rest)
{
    private const int MostLines = 3;
    private const int LongestLoose = 40;

    private static readonly string[] Numbers = ["一", "二", "三", "四", "五", "六"];

    // What a heading of other words than the official ones speaks of.
    private static readonly Regex[] Subjects = [Overview(), Proactive(), Requests(), Cases(), Problems(), Other()];

    /// <summary>The heading at an item under a section's official titles, numbered in Chinese; null if there is none.</summary>
    public static SectionHeading? Official(IReadOnlyList<ImportItem> items, int i, FormatEdition edition)
    {
        var item = items[i];
        if (Bare(item.Flat) is not { } bare)
        {
            return null;
        }

        foreach (var section in edition.Sections)
        {
            var titles = Titles.Of(section);
            var joined = string.Empty;
            for (var lines = 0; lines < MostLines && i + lines < items.Count; lines++)
            {
                joined += lines == 0 ? bare : items[i + lines].Label;
                if (titles.Contains(joined))
                {
                    return new SectionHeading(section.No, i, i + lines + 1, null);
                }

                if (joined.Length < 2 || !titles.Begin(joined))
                {
                    break;
                }
            }

            // The text goes on behind the heading.
            var cut = item.Text.Length > 2 ? item.Text.IndexOfAny([' ', '\u3000', '\u00A0', '：', ':', '。'], 2) : -1;
            if (cut > 0 && Bare(FlatText.Of(item.Text[..cut]).Value) is { } before && titles.Contains(before))
            {
                return new SectionHeading(
                    section.No,
                    i,
                    i + 1,
                    new ImportItem(TextItems.Clean(item.Text[(cut + 1)..]), item.Line, item.Place)
                );
            }
        }

        return null;
    }

    /// <summary>The heading of a section without its number: automatic numbers of a word processor are lost on the way.</summary>
    public static SectionHeading? WithoutNumber(ImportItem item, int i, SectionFormat section)
    {
        // (二)主动公开政府信息情况 is a heading within section one.
        if (item.Flat.Length is 0 or > LongestLoose)
        {
            return null;
        }

        var plain = ArabicNumber().Replace(item.Flat, string.Empty);
        return !plain.StartsWith('(') && Titles.Of(section).Contains(Labels.Normalize(plain))
            ? new SectionHeading(section.No, i, i + 1, null)
            : null;
    }

    /// <summary>A heading under the section's number that speaks of its subject in other words.</summary>
    public static SectionHeading? InOtherWords(ImportItem item, int i, SectionFormat section)
    {
        if (item.Flat.Length > LongestLoose || Number().Match(item.Flat) is not { Success: true } number)
        {
            return null;
        }

        var rest = item.Flat[number.Length..];
        return
            number.Groups["n"].Value == Numbers[section.No - 1]
            && !rest.AsSpan().ContainsAny('。', ';', ',')
            && Subjects[section.No - 1].IsMatch(Labels.Normalize(rest))
            ? new SectionHeading(section.No, i, i + 1, null)
            : null;
    }

    // Without its number, which must be there and in Chinese: 一、 or 第一部分.
    private static string? Bare(string flat) =>
        flat.Length > 0
        && flat[0] is '一' or '二' or '三' or '四' or '五' or '六' or '第'
        && Number().Match(flat) is { Success: true } number
            ? Labels.Normalize(flat[number.Length..])
            : null;

    [GeneratedRegex(
        @"^(第(?<n>[一二三四五六])部分|(?<n>[一二三四五六]))[、.,:·\-]?",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"^[1-6][、.](?!\d)", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex ArabicNumber();

    [GeneratedRegex(@"总体|概述|概况|基本情况", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Overview();

    [GeneratedRegex(@"主动公开.*情况", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Proactive();

    [GeneratedRegex(@"^(?!.*复议).*申请.*情况", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Requests();

    [GeneratedRegex(@"复议.*诉讼", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Cases();

    [GeneratedRegex(@"问题|不足", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Problems();

    [GeneratedRegex(@"其他.*(事项|情况|报告)|需要.*报告", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Other();

    /// <summary>A section's titles without their numbers.</summary>
    private sealed class Titles
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<SectionFormat, Titles> Known = [];

        private readonly List<string> titles;

        private Titles(SectionFormat section) =>
            titles = [.. section.Aliases.Prepend(section.Title).Select(title => Labels.Normalize(Number().Replace(title, string.Empty)))];

        public static Titles Of(SectionFormat section) => Known.GetValue(section, static s => new Titles(s));

        public bool Contains(string bare) => titles.Contains(bare);

        public bool Begin(string bare) => titles.Exists(title => title.StartsWith(bare, StringComparison.Ordinal));
    }
}
