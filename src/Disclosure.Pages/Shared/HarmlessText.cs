using System.Buffers;
using System.Text;

namespace Disclosure.Pages.Shared;

/// <summary>
/// Which characters a reader may be shown. Control characters and direction overrides change how the characters beside them look, so a
/// page, a subject line or a plain mail that carried them could be read differently from what was approved.
/// </summary>
internal static class HarmlessText
{
    public const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => char.IsSurrogate(c) || IsHarmful(c)),
    ]);

    /// <summary>True for a Unicode scalar value that is shown as a replacement character instead of itself.</summary>
    public static bool IsHarmful(int scalar) =>
        scalar switch
        {
            '\t' or '\n' or '\r' => false,
            < 0x20 => true,
            >= 0x7F and <= 0x9F => true,
            // Directional marks, embeddings, overrides and isolates.
            0x061C or 0x200E or 0x200F => true,
            >= 0x202A and <= 0x202E => true,
            >= 0x2066 and <= 0x206F => true,
            // Byte order mark, interlinear annotations, invisible tags, noncharacters.
            0xFEFF => true,
            >= 0xFFF9 and <= 0xFFFB => true,
            >= 0xFDD0 and <= 0xFDEF => true,
            >= 0xE0000 and <= 0xE0FFF => true,
            _ => (scalar & 0xFFFE) == 0xFFFE,
        };

    /// <summary>The text with every harmful character and lone surrogate replaced; line breaks stay.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAny(Suspects) < 0)
        {
            return text ?? "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(IsHarmful(rune.Value) ? Replacement.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>The text on one line: a line break in a mail's subject would start a header of the writer's choosing.</summary>
    public static string OneLine(string? text) => Clean(text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
}
