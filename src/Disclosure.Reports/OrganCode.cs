using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Disclosure.Reports;

/// <summary>An organ's code: nine characters of 0–9 and A–Z, as in 620700082.</summary>
[JsonConverter(typeof(ParsedStringConverter<OrganCode>))]
public readonly record struct OrganCode : IParsable<OrganCode>
{
    public const int Length = 9;

    private readonly string? value;

    private OrganCode(string value) => this.value = value;

    public string Value => value ?? string.Empty;

    public static bool TryParse([NotNullWhen(true)] string? text, out OrganCode code)
    {
        var valid = text is { Length: Length } && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));
        code = valid ? new OrganCode(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">Not nine characters of 0–9 and A–Z.</exception>
    public static OrganCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("An organ code is nine characters of 0-9 and A-Z.");

    static OrganCode IParsable<OrganCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<OrganCode>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrganCode result) =>
        TryParse(s, out result);

    public override string ToString() => Value;
}
