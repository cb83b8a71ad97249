namespace Disclosure.Reports.Texts;

/// <summary>
/// A text folded and without white space inside a paragraph, so that patterns need not allow for either; knows where each of
/// its characters stands in the original. Line feeds stay: they end a sentence.
/// </summary>
internal sealed class FlatText
{
    private readonly int[] map;

    private FlatText(string value, int[] map) => (Value, this.map) = (value, map);

    public string Value { get; }

    public static FlatText Of(string original)
    {
        var chars = new char[original.Length];
        var places = new int[original.Length];
        var length = 0;
        for (var i = 0; i < original.Length; i++)
        {
            var c = TextFolding.Fold(original[i]);
            if (c == '\n' || !(char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\u00AD' or '\uFEFF'))
            {
                chars[length] = c;
                places[length++] = i;
            }
        }

        return new FlatText(new string(chars, 0, length), places[..length]);
    }

    /// <summary>The stretch of the original that a stretch of <see cref="Value"/> came from.</summary>
    public (int Start, int Length) Original(int start, int length)
    {
        if (length == 0)
        {
            return (start < map.Length ? map[start] : 0, 0);
        }

        var first = map[start];
        return (first, map[start + length - 1] - first + 1);
    }
}
