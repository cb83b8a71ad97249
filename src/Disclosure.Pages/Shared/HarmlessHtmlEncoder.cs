using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Disclosure.Pages.Shared;

/// <summary>
/// The one gate through which every value enters markup. It encodes what HTML gives a meaning to, replaces what
/// <see cref="HarmlessText"/> names, and leaves all other writing as it is: the framework's encoder, even for all ranges, turns the
/// ideographic space and rare ideographs of personal names into entities.
/// </summary>
internal sealed class HarmlessHtmlEncoder : HtmlEncoder
{
    public static readonly HarmlessHtmlEncoder Instance = new();

    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Where(c => char.IsSurrogate((char)c) || MustReplace(c)).Select(c => (char)c),
    ]);

    private HarmlessHtmlEncoder() { }

    public override int MaxOutputCharactersPerInputCharacter => "&quot;".Length;

    public override bool WillEncode(int unicodeScalar) => MustReplace(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(Suspects);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        var entity = EntityOf(unicodeScalar);
        if (entity is not null)
        {
            numberOfCharactersWritten = entity.TryCopyTo(output) ? entity.Length : 0;
            return numberOfCharactersWritten > 0;
        }

        var rune = HarmlessText.IsHarmful(unicodeScalar) ? Rune.ReplacementChar : new Rune(unicodeScalar);
        return rune.TryEncodeToUtf16(output, out numberOfCharactersWritten);
    }

    private static bool MustReplace(int scalar) => EntityOf(scalar) is not null || HarmlessText.IsHarmful(scalar);

    private static string? EntityOf(int scalar) =>
        scalar switch
        {
            '<' => "&lt;",
            '>' => "&gt;",
            '&' => "&amp;",
            '"' => "&quot;",
            '\'' => "&#x27;",
            '`' => "&#x60;",
            _ => null,
        };
}
