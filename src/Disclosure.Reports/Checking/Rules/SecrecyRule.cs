using System.Text.RegularExpressions;
using Disclosure.Reports.Checking.Screening;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Classification marks, marks of internal documents, and the organ's own words.</summary>
internal sealed class SecrecyRule : ICheckRule
{
    public const string Name = "secrecy";

    private static readonly (string Key, Regex Pattern, Severity Severity, string Zh, string En)[] Kinds =
    [
        ("mark", SecrecyPatterns.Mark(), Severity.Error, "有国家秘密标志", "Bears a classification mark"),
        ("word", SecrecyPatterns.Word(), Severity.Warning, "有密级字样", "Uses a word of classification"),
        ("internal", SecrecyPatterns.Internal(), Severity.Warning, "有内部文件字样", "Bears the words of an internal document"),
        ("not-public", SecrecyPatterns.NotPublic(), Severity.Warning, "有不予公开的属性标注", "Is marked as not for publication"),
    ];

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var counts = new Occurrences();
        foreach (var text in input.Everything)
        {
            var marks = new List<(int Start, int End)>();
            foreach (var (key, pattern, severity, zh, en) in Kinds)
            {
                foreach (Match match in pattern.Matches(text.Flat.Value))
                {
                    // The word within a mark has been said with the mark.
                    if (!marks.Exists(mark => match.Index >= mark.Start && match.Index < mark.End))
                    {
                        marks.Add((match.Index, match.Index + match.Length));
                        yield return Finding(text, match.Index, match.Length, counts.Id(Name, text.Key, key), severity, zh, en);
                    }
                }
            }

            foreach (var finding in Watched(input, text, counts))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Watched(CheckInput input, SectionText text, Occurrences counts)
    {
        foreach (var word in input.Context.WatchedWords)
        {
            var flat = FlatText.Of(word).Value;
            if (flat.Length == 0)
            {
                continue;
            }

            // The word may itself be sensitive; an id carries only its digest.
            var key = $"watched-{ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(flat)).Value[..8]}";
            for (
                var at = text.Flat.Value.IndexOf(flat, StringComparison.OrdinalIgnoreCase);
                at >= 0;
                at = text.Flat.Value.IndexOf(flat, at + flat.Length, StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return Finding(
                    text,
                    at,
                    flat.Length,
                    counts.Id(Name, text.Key, key),
                    Severity.Warning,
                    "有本机关词表中的词语",
                    "Uses a word of the organ's list"
                );
            }
        }
    }

    private static Finding Finding(SectionText text, int start, int length, string id, Severity severity, string zh, string en) =>
        new()
        {
            Id = id,
            Rule = Name,
            Severity = severity,
            MessageZh = $"{zh}，请保密审查。",
            MessageEn = $"{en}: have it reviewed for secrecy.",
            Places = [text.Place(start, length)],
        };
}
