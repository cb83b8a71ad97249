using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Screening;

/// <summary>
/// How alike two texts are, 0 to 1: the share of three-character runs that they have in common (Sørensen–Dice), figures and
/// punctuation left out so that last year's text with new numbers is still last year's text.
/// </summary>
internal sealed class TextSimilarity
{
    private readonly Dictionary<(char, char, char), int> runs = [];
    private readonly int total;

    private TextSimilarity(string letters)
    {
        Length = letters.Length;
        for (var i = 0; i + 2 < letters.Length; i++)
        {
            var run = (letters[i], letters[i + 1], letters[i + 2]);
            runs[run] = runs.GetValueOrDefault(run) + 1;
            total++;
        }
    }

    /// <summary>Characters that count.</summary>
    public int Length { get; }

    public static TextSimilarity Of(FlatText text) => new(string.Concat(text.Value.Where(c => char.IsLetter(c))));

    public double With(TextSimilarity other)
    {
        if (total == 0 || other.total == 0)
        {
            return 0;
        }

        var common = runs.Sum(run => Math.Min(run.Value, other.runs.GetValueOrDefault(run.Key)));
        return 2.0 * common / (total + other.total);
    }
}
