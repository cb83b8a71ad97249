using System.Globalization;

namespace Disclosure.Pages.Shared;

/// <summary>Dates and times as readers see them: China's time, the same on every machine.</summary>
internal static class When
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Day(DateOnly day, Language language) =>
        language == Language.En
            ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            : day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset moment, Language language) =>
        Day(DateOnly.FromDateTime(moment.ToOffset(China).DateTime), language);

    public static string Moment(DateTimeOffset moment, Language language) =>
        language == Language.En
            ? moment.ToOffset(China).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " (UTC+8)"
            : moment.ToOffset(China).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As the metadata block of government pages writes it: <c>2021-02-02 09:55:35</c>.</summary>
    public static string Stamp(DateTimeOffset moment) =>
        moment.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As the PubDate meta of government pages writes it: <c>2021-02-02 09:55</c>.</summary>
    public static string Minute(DateTimeOffset moment) => moment.ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For a <c>datetime</c> attribute.</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.ToOffset(China).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>For a <c>datetime</c> attribute.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
