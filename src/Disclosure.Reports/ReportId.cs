using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Disclosure.Reports;

/// <summary>One organ's report for one year, written <c>620700082-2020</c>; also the id of its orchestration.</summary>
[JsonConverter(typeof(ParsedStringConverter<ReportId>))]
public readonly record struct ReportId : IParsable<ReportId>
{
    /// <exception cref="ArgumentOutOfRangeException">The year is not of four digits.</exception>
    public ReportId(OrganCode organ, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        (Organ, Year) = (organ, year);
    }

    public OrganCode Organ { get; }

    /// <summary>The year reported on, not the year of publication.</summary>
    public int Year { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out ReportId id)
    {
        id = default;
        if (
            text is not { Length: OrganCode.Length + 5 }
            || text[OrganCode.Length] != '-'
            || !OrganCode.TryParse(text[..OrganCode.Length], out var organ)
            || !int.TryParse(text.AsSpan(OrganCode.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year < 1000
        )
        {
            return false;
        }

        id = new ReportId(organ, year);
        return true;
    }

    /// <exception cref="FormatException">Not <c>{organ}-{year}</c>.</exception>
    public static ReportId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A report id is {organ code}-{year}.");

    static ReportId IParsable<ReportId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ReportId>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReportId result) =>
        TryParse(s, out result);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Organ}-{Year:0000}");
}
