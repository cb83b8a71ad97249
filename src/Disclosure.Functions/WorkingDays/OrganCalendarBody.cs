using Disclosure.Functions.Errors;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.WorkingDays;

/// <summary>What an administrator sends: the organ's own days, and its offsets where they are not the usual ones.</summary>
internal sealed record OrganCalendarBody
{
    // Several years of local holidays; a row holds far more.
    private const int MostDays = 200;
    private const int LongestReason = 40;

    public IReadOnlyList<OrganDayBody>? Days { get; init; }

    public ScheduleOffsets? Offsets { get; init; }

    /// <summary>Everything that cannot be, with its place.</summary>
    public IReadOnlyList<FieldError> Faults(Language language)
    {
        List<FieldError> errors = [];
        var days = Days ?? [];
        if (days.Count > MostDays)
        {
            Refuse("/days", $"最多 {MostDays} 天。", $"At most {MostDays} days.");
        }

        var seen = new HashSet<DateOnly>();
        foreach (var (day, index) in days.Take(MostDays).Select((day, index) => (day, index)))
        {
            if (day?.Date is not { Year: >= CalendarQuery.FirstYear and <= CalendarQuery.LastYear } date || day.IsWorking is null)
            {
                Refuse(
                    $"/days/{index}",
                    "每天需要 date（如 2021-04-14）和 isWorking（true 上班，false 不上班）。",
                    "A day needs date (such as 2021-04-14) and isWorking (true or false)."
                );
                continue;
            }

            if (!seen.Add(date))
            {
                Refuse($"/days/{index}/date", "日期重复。", "The date appears twice.");
            }

            if (day.ReasonZh?.Length > LongestReason || day.ReasonEn?.Length > LongestReason)
            {
                Refuse($"/days/{index}", $"原因最多 {LongestReason} 字。", $"A reason has at most {LongestReason} characters.");
            }
        }

        if (Offsets?.FirstFault() is { } fault)
        {
            Refuse(
                $"/offsets/{char.ToLowerInvariant(fault.ToString()[0])}{fault.ToString()[1..]}",
                $"内部期限不得晚于法定期限（不能为负），不早于之前 {ScheduleOffsets.Most} 个工作日，且不早于上一个环节。",
                $"An internal date is never later than the law's (no negative number), at most {ScheduleOffsets.Most} working days before it, and not before the step that it follows."
            );
        }

        return errors;

        void Refuse(string pointer, string zh, string en) => errors.Add(new FieldError(pointer, new Bilingual(zh, en).In(language)));
    }

    public OrganCalendar ToStored(DateTimeOffset at, string by) =>
        new()
        {
            Days =
            [
                .. (Days ?? [])
                    .Select(day => new OrganDay(
                        day.Date!.Value,
                        day.IsWorking!.Value,
                        day.ReasonZh?.Trim() ?? "",
                        day.ReasonEn?.Trim() ?? ""
                    ))
                    .OrderBy(day => day.Date),
            ],
            Offsets = Offsets,
            ChangedAt = at,
            ChangedBy = by,
        };
}

/// <summary>One of the organ's own days as sent.</summary>
internal sealed record OrganDayBody
{
    public DateOnly? Date { get; init; }

    public bool? IsWorking { get; init; }

    public string? ReasonZh { get; init; }

    public string? ReasonEn { get; init; }
}
