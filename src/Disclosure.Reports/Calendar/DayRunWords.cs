using System.Globalization;

namespace Disclosure.Reports.Calendar;

/// <summary>Puts days in a row that have one reason into words.</summary>
internal static class DayRunWords
{
    /// <param name="run">At least one day, each the day after the one before.</param>
    public static (string Zh, string En) Of(IReadOnlyList<CalendarDay> run)
    {
        var (first, single) = (run[0], run.Count == 1);
        var daysZh = single ? Zh(first.Date) : $"{Zh(first.Date)}至{Zh(run[^1].Date)}";
        var daysEn = single ? En(first.Date) : $"{En(first.Date)} – {En(run[^1].Date)}";
        return first switch
        {
            { IsOrgansOwn: true, IsWorking: true } => (
                $"{daysZh}本机关上班{Bracketed(first.ReasonZh)}",
                $"{daysEn} {(single ? "is a working day" : "are working days")} of this organ{Bracketed(first.ReasonEn, " ")}"
            ),
            { IsOrgansOwn: true } => (
                $"{daysZh}本机关不上班{Bracketed(first.ReasonZh)}",
                $"{daysEn} {(single ? "is a day off" : "are days off")} at this organ{Bracketed(first.ReasonEn, " ")}"
            ),
            { IsWorking: true } => (
                $"{daysZh}{first.ReasonZh}",
                $"{daysEn} {(single ? $"is a {first.ReasonEn}" : $"are {first.ReasonEn}s")}"
            ),
            _ => ($"{daysZh}为{first.ReasonZh}假期", $"{daysEn} is the {first.ReasonEn} holiday"),
        };
    }

    private static string Bracketed(string reason) => reason.Length == 0 ? string.Empty : $"（{reason}）";

    private static string Bracketed(string reason, string lead) => reason.Length == 0 ? string.Empty : $"{lead}({reason})";

    private static string Zh(DateOnly date) => date.ToString("M月d日", CultureInfo.InvariantCulture);

    private static string En(DateOnly date) => date.ToString("d MMM", CultureInfo.InvariantCulture);
}
