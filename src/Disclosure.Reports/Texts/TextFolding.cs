using System.Collections.Frozen;

namespace Disclosure.Reports.Texts;

/// <summary>
/// Makes texts comparable: traditional characters as simplified, full width as half width, one kind of bracket and quotation
/// mark. One UTF-16 unit in, one out, so that an offset in the folded text is the offset in the original.
/// </summary>
internal static class TextFolding
{
    private static readonly Lazy<FrozenDictionary<char, char>> Traditional = new(ReadTraditional);

    public static bool IsTraditional(char c) => Traditional.Value.ContainsKey(c);

    public static string Fold(string text) => string.Create(text.Length, text, static (span, source) => Fold(source, span));

    public static char Fold(char c)
    {
        if (c < 0x80)
        {
            return c;
        }

        var width = Width(c);
        return Traditional.Value.TryGetValue(width, out var simplified) ? simplified : width;
    }

    private static void Fold(string source, Span<char> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Fold(source[i]);
        }
    }

    private static char Width(char c) =>
        c switch
        {
            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
            '\u3000' or '\u00A0' or '\u2007' or '\u202F' => ' ',
            '〔' or '【' or '﹝' => '[',
            '〕' or '】' or '﹞' => ']',
            '「' or '『' or '“' or '”' or '」' or '』' or '〝' or '〞' => '"',
            '‘' or '’' => '\'',
            '〈' or '﹤' => '<',
            '〉' or '﹥' => '>',
            '－' or '—' or '–' or '−' or '‐' or '‑' or '―' => '-',
            '．' or '｡' => '.',
            '﹒' => '.',
            _ => c,
        };

    private static FrozenDictionary<char, char> ReadTraditional()
    {
        using var document = Resource.Json("traditional.json");
        var pairs = new Dictionary<char, char>();
        foreach (var line in document.RootElement.Texts("pairs"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                pairs[line[i]] = line[i + 1];
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
