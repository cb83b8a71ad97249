using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>Makes labels comparable whatever their script, width, punctuation and brackets.</summary>
internal static partial class Labels
{
    public static string Normalize(string text)
    {
        var folded = TextFolding.Fold(text);
        return string.Create(folded.Count(char.IsLetterOrDigit), folded, static (span, source) => Letters(source, span))
            .Replace("其它", "其他", StringComparison.Ordinal);
    }

    /// <summary>Every way in which a label is met: as printed, without its remark in brackets, without its number.</summary>
    public static IEnumerable<string> Forms(string label, IEnumerable<string> aliases)
    {
        foreach (var printed in aliases.Prepend(label).Where(l => l.Length > 0))
        {
            var full = Normalize(printed);
            yield return full;
            yield return Normalize(Remark().Replace(TextFolding.Fold(printed), string.Empty));
            yield return Normalize(Number().Replace(TextFolding.Fold(printed), string.Empty));
            yield return Normalize(Number().Replace(Remark().Replace(TextFolding.Fold(printed), string.Empty), string.Empty));
        }
    }

    private static void Letters(string source, Span<char> target)
    {
        var at = 0;
        foreach (var c in source)
        {
            if (char.IsLetterOrDigit(c))
            {
                target[at++] = c;
            }
        }
    }

    [GeneratedRegex(@"(?<=\S)\([^()]*\)$", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Remark();

    [GeneratedRegex(
        @"^(\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+\.)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Number();
}
