using System.Globalization;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.WorkingDays;

/// <summary>What somebody asks of the calendar: <c>?organ=620700082&amp;from=2021-01-29&amp;days=-10</c>.</summary>
/// <param name="Organ">Whose calendar; the caller's own unless asked.</param>
/// <param name="From">The day to count from; today unless asked.</param>
/// <param name="Days">How many working days on, or back if negative; 0 is the day itself or the first working day after it.</param>
internal sealed record CalendarQuery(OrganCode Organ, DateOnly From, int Days)
{
    public const int FirstYear = 1950;
    public const int LastYear = 2199;
    private const int MostDays = 1_000;

    /// <summary>The query, or what is wrong with it.</summary>
    public static (CalendarQuery Query, IReadOnlyList<FieldError> Errors) Read(HttpRequest request, OrganCode own, DateOnly today)
    {
        List<FieldError> errors = [];
        var language = request.LanguageOf();
        var organ = own;
        if (request.Query["organ"].ToString() is { Length: > 0 } code && !OrganCode.TryParse(code, out organ))
        {
            Refuse("organ", "机关代码为九位。", "An organ code has nine characters.");
        }

        var from = today;
        if (
            request.Query["from"].ToString() is { Length: > 0 } date
            && (
                !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out from)
                || from.Year is < FirstYear or > LastYear
            )
        )
        {
            Refuse(
                "from",
                $"应为 2021-01-29 这样的日期，年份在 {FirstYear} 至 {LastYear} 之间。",
                $"A date such as 2021-01-29 is needed, from {FirstYear} to {LastYear}."
            );
        }

        var days = 0;
        if (
            request.Query["days"].ToString() is { Length: > 0 } number
            && (
                !int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out days)
                || days is < -MostDays or > MostDays
            )
        )
        {
            Refuse("days", $"应为 -{MostDays} 至 {MostDays} 的整数。", $"A whole number from -{MostDays} to {MostDays} is needed.");
        }

        return (new CalendarQuery(organ, from, days), errors);

        void Refuse(string name, string zh, string en) => errors.Add(new FieldError(name, new Bilingual(zh, en).In(language)));
    }
}
