using System.Globalization;

namespace Disclosure.Pages.Shared;

/// <summary>Puts values into the sentences of a catalogue of texts.</summary>
internal static class Words
{
    public static string With(this string sentence, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, sentence, values);

    /// <summary>A whole number in digits.</summary>
    public static string Digits(this int number) => number.ToString(CultureInfo.InvariantCulture);
}
