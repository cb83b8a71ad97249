using System.Buffers;

namespace Disclosure.Pages.Report;

/// <summary>A text of the report as paragraphs and sub-headings, each in runs that lie under the same findings.</summary>
internal static class Narrative
{
    // A longer first sentence is a paragraph that happens to be numbered, not a heading.
    private const int LongestHeading = 40;

    private static readonly SearchValues<char> Numerals = SearchValues.Create("一二三四五六七八九十百0123456789０１２３４５６７８９");
    private static readonly SearchValues<char> Breaks = SearchValues.Create('\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f');
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create('。', '；', ';', '！', '？', '：', ':');

    public static IReadOnlyList<NarrativeBlock> Of(string text, IReadOnlyList<TextMark> marks)
    {
        var blocks = new List<NarrativeBlock>();
        var start = 0;
        while (start <= text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny(Breaks);
            var end = length < 0 ? text.Length : start + length;
            if (Trim(text, start, end) is var (from, to) && from < to)
            {
                blocks.Add(Block(text, from, to, marks));
            }

            start = end + 1;
        }

        return blocks;
    }

    private static NarrativeBlock Block(string text, int from, int to, IReadOnlyList<TextMark> marks)
    {
        var line = text.AsSpan(from, to - from);
        if (!StartsNumbered(line))
        {
            return new NarrativeBlock(IsHeading: false, Runs(text, from, to, lead: 0, marks));
        }

        // The full stop ends a heading that runs into its paragraph; one that is alone on its line is a heading of its own.
        var stop = line.IndexOfAny(SentenceEnds);
        var isAlone = stop < 0 || stop == line.Length - 1;
        if (isAlone && line.Length <= LongestHeading)
        {
            return new NarrativeBlock(IsHeading: true, Runs(text, from, to, lead: 0, marks));
        }

        var lead = stop >= 0 && line[stop] == '。' && stop < LongestHeading ? stop + 1 : 0;
        return new NarrativeBlock(IsHeading: false, Runs(text, from, to, lead, marks));
    }

    /// <summary>（一） or (一), as official documents number their second level.</summary>
    private static bool StartsNumbered(ReadOnlySpan<char> line)
    {
        if (line.Length < 3 || line[0] is not ('（' or '('))
        {
            return false;
        }

        var close = line[..Math.Min(line.Length, 6)].IndexOfAny('）', ')');
        return close > 1 && line[1..close].IndexOfAnyExcept(Numerals) < 0;
    }

    private static List<TextRun> Runs(string text, int from, int to, int lead, IReadOnlyList<TextMark> marks)
    {
        var here = marks.Where(mark => mark.Length > 0 && mark.Start < to && mark.Start + mark.Length > from).ToList();
        var cuts = new SortedSet<int> { from, to };
        cuts.UnionWith(here.SelectMany(mark => new[] { mark.Start, mark.Start + mark.Length }).Where(cut => cut > from && cut < to));
        if (lead > 0)
        {
            cuts.Add(from + lead);
        }

        return
        [
            .. cuts.Zip(
                cuts.Skip(1),
                (start, end) =>
                    new TextRun(
                        text[start..end],
                        IsLead: start < from + lead,
                        [.. here.Where(mark => mark.Start < end && mark.Start + mark.Length > start).Select(mark => mark.Finding)],
                        [.. here.Where(mark => Math.Min(mark.Start + mark.Length, to) == end).Select(mark => mark.Finding)]
                    )
            ),
        ];
    }

    /// <summary>Without the white space at both ends, ideographic indents among it: the style sheet indents.</summary>
    private static (int From, int To) Trim(string text, int from, int to)
    {
        while (from < to && (char.IsWhiteSpace(text[from]) || text[from] == '\uFEFF'))
        {
            from++;
        }

        while (from < to && char.IsWhiteSpace(text[to - 1]))
        {
            to--;
        }

        return (from, to);
    }
}

/// <param name="IsHeading">A sub-heading on a line of its own.</param>
internal sealed record NarrativeBlock(bool IsHeading, IReadOnlyList<TextRun> Runs);

/// <param name="IsLead">Part of a heading that runs into its paragraph.</param>
/// <param name="Findings">What was found about this run.</param>
/// <param name="Ending">The findings whose place ends here: where their numbers are shown.</param>
internal sealed record TextRun(string Text, bool IsLead, IReadOnlyList<FindingRef> Findings, IReadOnlyList<FindingRef> Ending)
{
    public string? MarkClass => Findings.Count == 0 ? null : "marked " + Findings.MaxBy(finding => finding.Severity)!.CssClass;
}
