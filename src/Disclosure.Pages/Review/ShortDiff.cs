using Disclosure.Reports.Changes;

namespace Disclosure.Pages.Review;

/// <summary>A changed text, with what stayed the same cut down to what one needs to find the place.</summary>
internal static class ShortDiff
{
    private const int Context = 24;
    private const string Gap = "……";

    public static IEnumerable<TextSegment> Of(IReadOnlyList<TextSegment> segments)
    {
        for (var index = 0; index < segments.Count; index++)
        {
            var segment = segments[index];
            if (segment.Kind != SegmentKind.Kept)
            {
                yield return segment;
                continue;
            }

            var before = index == 0 ? 0 : Context;
            var after = index == segments.Count - 1 ? 0 : Context;
            yield return segment.Text.Length <= before + after + Gap.Length
                ? segment
                : segment with
                {
                    Text = Cut(segment.Text, before, after),
                };
        }
    }

    private static string Cut(string text, int before, int after)
    {
        // Never through the middle of a surrogate pair.
        var head = before > 0 && char.IsHighSurrogate(text[before - 1]) ? before - 1 : before;
        var tail = text.Length - after;
        tail = tail < text.Length && char.IsLowSurrogate(text[tail]) ? tail + 1 : tail;
        return text[..head] + Gap + text[tail..];
    }
}
