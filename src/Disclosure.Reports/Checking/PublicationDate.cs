using System.Globalization;

namespace Disclosure.Reports.Checking;

/// <summary>The date in a metadata block, in the ways that sites write it.</summary>
internal static class PublicationDate
{
    private static readonly string[] Formats =
    [
        "yyyy-M-d",
        "yyyy-M-d H:mm",
        "yyyy-M-d H:mm:ss",
        "yyyy/M/d",
        "yyyy/M/d H:mm",
        "yyyy/M/d H:mm:ss",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyy年M月d日 H:mm",
        "yyyy年M月d日 H:mm:ss",
    ];

    public static bool TryParse(string text, out DateOnly date)
    {
        var folded = Texts.TextFolding.Fold(text).Trim();
        var valid = DateTime.TryParseExact(folded, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        date = DateOnly.FromDateTime(time);
        return valid;
    }
}
