using System.Globalization;
using System.Text.Json;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>
/// From the text of a route, query or field to a parameter's type: text, Guid and times as such, everything else as JSON, as the
/// worker of the real host does (so <c>true</c> and <c>12</c> are values, <c>True</c> and an enum's name are not).
/// </summary>
internal static class ValueConversion
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="ConversionException">It does not fit.</exception>
    public static object? Convert(object value, Type type)
    {
        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string))
        {
            return text;
        }

        if (target == typeof(Guid))
        {
            return Guid.TryParse(text, CultureInfo.InvariantCulture, out var guid) ? guid : throw new ConversionException(text, type, null);
        }

        if (target == typeof(DateTimeOffset))
        {
            return ParseTime(text, type);
        }

        if (target == typeof(DateTime))
        {
            return ParseTime(text, type).UtcDateTime;
        }

        try
        {
            return JsonSerializer.Deserialize(text, target, s_json);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new ConversionException(text, type, fault);
        }
    }

    private static DateTimeOffset ParseTime(string text, Type type) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new ConversionException(text, type, null);
}
