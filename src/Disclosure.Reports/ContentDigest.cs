using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Disclosure.Reports;

/// <summary>The SHA-256 of a frozen revision's canonical bytes, as 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(ParsedStringConverter<ContentDigest>))]
public readonly record struct ContentDigest : IParsable<ContentDigest>
{
    public const int Length = 64;

    private readonly string? value;

    private ContentDigest(string value) => this.value = value;

    public string Value => value ?? string.Empty;

    public static ContentDigest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new ContentDigest(Convert.ToHexStringLower(hash));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out ContentDigest digest)
    {
        var valid = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);
        digest = valid ? new ContentDigest(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">Not 64 lower-case hexadecimal digits.</exception>
    public static ContentDigest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException("A digest is 64 lower-case hexadecimal digits.");

    static ContentDigest IParsable<ContentDigest>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ContentDigest>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ContentDigest result) =>
        TryParse(s, out result);

    public override string ToString() => Value;
}
