using System.Text;

namespace Disclosure.Reports.Texts;

/// <summary>Which characters a text may hold; the one place that says so.</summary>
internal static class PrintableText
{
    /// <summary>The text without the characters that may not be in it.</summary>
    public static string Of(string text, bool lines)
    {
        if (IsPrintable(text, lines))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as the replacement character.
            if (rune != Rune.ReplacementChar && IsPrintable(rune, lines))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    public static bool IsPrintable(string text, bool lines)
    {
        for (var i = 0; i < text.Length; )
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsPrintable(rune, lines))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static bool IsPrintable(Rune rune, bool lines) =>
        rune.Value switch
        {
            '\n' or '\t' => lines,
            0x2028 or 0x2029 or 0xFFFE or 0xFFFF => false,
            _ => !Rune.IsControl(rune),
        };
}
