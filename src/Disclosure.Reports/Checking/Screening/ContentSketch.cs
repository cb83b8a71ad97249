using Disclosure.Reports.Content;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Screening;

/// <summary>
/// A few numbers a text (the smallest hashes of its three-character runs) by which copies are told from what is plainly something else, a
/// thousand times faster than by comparing the texts. Never the last word: <see cref="Rules.CopiedTextRule"/> compares what is left.
/// </summary>
public sealed class ContentSketch
{
    private const int Size = 64;

    // Texts that are 0.9 similar share more than 0.8 of their runs, and the estimate is off by 0.06 in a bad case.
    private const double Least = 0.5;

    private readonly Dictionary<string, ulong[]> sections;

    private ContentSketch(Dictionary<string, ulong[]> sections) => this.sections = sections;

    public static ContentSketch Of(ReportContent content) =>
        new(
            content
                .Sections.InOrder()
                .Where(section => section.Text.Length > 0)
                .ToDictionary(section => section.Key, section => Smallest(FlatText.Of(section.Text).Value), StringComparer.Ordinal)
        );

    /// <summary>False if no section can be nearly the other's.</summary>
    public bool MayShareTextWith(ContentSketch other) =>
        sections.Any(section => other.sections.TryGetValue(section.Key, out var theirs) && Share(section.Value, theirs) >= Least);

    // Figures and punctuation are left out, as where texts are compared in full.
    private static ulong[] Smallest(string text)
    {
        var hashes = new List<ulong>(text.Length);
        var (first, second) = ('\0', '\0');
        foreach (var letter in text.Where(char.IsLetter))
        {
            if (first != '\0')
            {
                hashes.Add(Mix(((ulong)first << 32) | ((ulong)second << 16) | letter));
            }

            (first, second) = (second, letter);
        }

        hashes.Sort();
        return [.. hashes.Distinct().Take(Size)];
    }

    // The finalizer of SplitMix64: neighbouring inputs give unrelated outputs, the same on every machine.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }

    // Of the smallest hashes of both together, how many are in both: an estimate of the runs that they share.
    private static double Share(ulong[] one, ulong[] other)
    {
        var (i, j, seen, common) = (0, 0, 0, 0);
        while (seen < Size && i < one.Length && j < other.Length)
        {
            seen++;
            if (one[i] == other[j])
            {
                common++;
                i++;
                j++;
            }
            else if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        seen += Math.Min(Size - seen, one.Length - i + other.Length - j);
        return seen == 0 ? 0 : (double)common / seen;
    }
}
