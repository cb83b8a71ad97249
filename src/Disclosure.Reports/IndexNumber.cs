using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Disclosure.Reports;

/// <summary>索引号: <c>620700082/2021-00002</c>. The year is that of publication; serials run gapless from 1 per organ and year.</summary>
[JsonConverter(typeof(ParsedStringConverter<IndexNumber>))]
public readonly record struct IndexNumber : IParsable<IndexNumber>
{
    private const int Width = OrganCode.Length + 11;

    /// <exception cref="ArgumentOutOfRangeException">The year is not of four digits or the serial is outside 1–99999.</exception>
    public IndexNumber(OrganCode organ, int year, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(serial, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, 99999);
        (Organ, Year, Serial) = (organ, year, serial);
    }

    public OrganCode Organ { get; }

    public int Year { get; }

    public int Serial { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out IndexNumber number)
    {
        number = default;
        if (
            text is not { Length: Width }
            || text[OrganCode.Length] != '/'
            || text[OrganCode.Length + 5] != '-'
            || !OrganCode.TryParse(text[..OrganCode.Length], out var organ)
            || !TryDigits(text.AsSpan(OrganCode.Length + 1, 4), out var year)
            || !TryDigits(text.AsSpan(OrganCode.Length + 6, 5), out var serial)
            || year < 1000
            || serial < 1
        )
        {
            return false;
        }

        number = new IndexNumber(organ, year, serial);
        return true;
    }

    /// <exception cref="FormatException">Not <c>{organ}/{year}-{serial}</c>.</exception>
    public static IndexNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException("An index number is {organ code}/{year}-{5-digit serial}.");

    static IndexNumber IParsable<IndexNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<IndexNumber>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IndexNumber result) =>
        TryParse(s, out result);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Organ}/{Year:0000}-{Serial:00000}");

    private static bool TryDigits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
