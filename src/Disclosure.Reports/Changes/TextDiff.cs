using System.Text;

namespace Disclosure.Reports.Changes;

/// <summary>
/// The changes between two texts: paragraphs first, then characters within the paragraphs that changed, so that a long report
/// with small edits costs little and reads well.
/// </summary>
internal static class TextDiff
{
    // One or two characters that happen to agree amid a rewrite are noise to a reader.
    private const int ShortestKept = 3;

    public static IReadOnlyList<TextSegment> Between(string before, string after)
    {
        var (old, @new) = (Paragraphs(before), Paragraphs(after));
        var pieces = new List<TextSegment>();
        var removed = new StringBuilder();
        var added = new StringBuilder();
        foreach (var step in EditScript.Between(old, @new, StringComparer.Ordinal))
        {
            switch (step.Kind)
            {
                case SegmentKind.Removed:
                    removed.Append(old[step.Index]);
                    break;
                case SegmentKind.Added:
                    added.Append(@new[step.Index]);
                    break;
                default:
                    Replace(removed, added, pieces);
                    pieces.Add(new TextSegment(SegmentKind.Kept, old[step.Index]));
                    break;
            }
        }

        Replace(removed, added, pieces);
        return Merge(pieces);
    }

    // Each with its line feed, so that joining them gives the text back.
    private static List<string> Paragraphs(string text)
    {
        var paragraphs = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            paragraphs.Add(text[start..end]);
            start = end;
        }

        return paragraphs;
    }

    private static void Replace(StringBuilder removed, StringBuilder added, List<TextSegment> pieces)
    {
        var (old, @new) = (removed.ToString(), added.ToString());
        removed.Clear();
        added.Clear();
        var (oldRunes, newRunes) = (old.EnumerateRunes().ToList(), @new.EnumerateRunes().ToList());
        var fine = new List<TextSegment>();
        foreach (var step in EditScript.Between(oldRunes, newRunes, EqualityComparer<Rune>.Default))
        {
            var rune = step.Kind == SegmentKind.Added ? newRunes[step.Index] : oldRunes[step.Index];
            fine.Add(new TextSegment(step.Kind, rune.ToString()));
        }

        pieces.AddRange(Smooth(Merge(fine)));
    }

    private static IEnumerable<TextSegment> Smooth(List<TextSegment> segments)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var between = i > 0 && i < segments.Count - 1;
            if (segment.Kind == SegmentKind.Kept && between && segment.Text.Length < ShortestKept)
            {
                yield return segment with
                {
                    Kind = SegmentKind.Removed,
                };
                yield return segment with
                {
                    Kind = SegmentKind.Added,
                };
            }
            else
            {
                yield return segment;
            }
        }
    }

    // Between two kept pieces: everything removed, then everything added.
    private static List<TextSegment> Merge(IEnumerable<TextSegment> pieces)
    {
        var merged = new List<TextSegment>();
        var texts = new Dictionary<SegmentKind, StringBuilder>
        {
            [SegmentKind.Kept] = new(),
            [SegmentKind.Removed] = new(),
            [SegmentKind.Added] = new(),
        };
        void Flush(params SegmentKind[] kinds)
        {
            foreach (var kind in kinds.Where(kind => texts[kind].Length > 0))
            {
                merged.Add(new TextSegment(kind, texts[kind].ToString()));
                texts[kind].Clear();
            }
        }

        foreach (var piece in pieces)
        {
            if (piece.Kind == SegmentKind.Kept)
            {
                Flush(SegmentKind.Removed, SegmentKind.Added);
            }
            else
            {
                Flush(SegmentKind.Kept);
            }

            texts[piece.Kind].Append(piece.Text);
        }

        Flush(SegmentKind.Kept, SegmentKind.Removed, SegmentKind.Added);
        return merged;
    }
}
