using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>What is imported must be able to be saved: the same limits as for content that is sent.</summary>
internal static class LimitedText
{
    /// <param name="text">As read.</param>
    /// <param name="longest">In UTF-16 units.</param>
    /// <param name="lines">Whether it may have several lines.</param>
    /// <param name="notes">Told if the text had to be cut.</param>
    public static string Of(string text, int longest, bool lines, ImportNotes notes)
    {
        var kept = PrintableText.Of(text, lines);
        if (kept.Length <= longest)
        {
            return kept;
        }

        notes.Add(
            "text-cut",
            $"文字超过 {longest} 字，超出部分没有导入。",
            $"A text is longer than {longest} characters; the rest was not imported."
        );
        return kept[..(char.IsHighSurrogate(kept[longest - 1]) ? longest - 1 : longest)];
    }
}
