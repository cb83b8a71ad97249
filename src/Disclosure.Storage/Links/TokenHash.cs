using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Disclosure.Storage.Links;

/// <summary>SHA-256 of a link's token: all that is ever stored of it. 64 lower-case hex digits.</summary>
[JsonConverter(typeof(AsText))]
public readonly record struct TokenHash
{
    private readonly string? _hex;

    private TokenHash(string hex) => _hex = hex;

    /// <summary>Of a token as it stands in the link.</summary>
    public static TokenHash Of(string token) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    /// <summary>
    /// Of a six-digit code, bound to its link's token: whoever has the store but not the mail cannot try the million codes.
    /// </summary>
    public static TokenHash OfCode(string token, string code) => Of($"code\n{token}\n{code}");

    /// <summary>Reads a hash back from text.</summary>
    /// <returns>False unless it is 64 lower-case hex digits.</returns>
    public static bool TryParse(string? text, out TokenHash hash)
    {
        hash = text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower) ? new TokenHash(text) : default;
        return hash._hex is not null;
    }

    /// <summary>Reads a hash back from text.</summary>
    /// <exception cref="FormatException">It is no hash.</exception>
    public static TokenHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException("A token hash is 64 lower-case hex digits.");

    /// <summary>Compares in constant time.</summary>
    public bool Matches(TokenHash other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ToString()), Encoding.ASCII.GetBytes(other.ToString()));

    /// <summary>The 64 digits.</summary>
    public override string ToString() => _hex ?? throw new InvalidOperationException("A token hash that was never computed.");

    private sealed class AsText : JsonConverter<TokenHash>
    {
        public override TokenHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("Not a token hash.");

        public override void Write(Utf8JsonWriter writer, TokenHash value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
