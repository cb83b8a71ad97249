using System.Globalization;
using Disclosure.Reports.Calendar;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>
/// Published by the law's date, and by the organ's own. Never an error: a date that has passed cannot be mended, and a late
/// report must still be published, with the reason on record.
/// </summary>
internal sealed class TimelinessRule : ICheckRule
{
    public const string Statutory = "timeliness-statutory";
    public const string Internal = "timeliness-internal";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var context = input.Context;
        var stated = PublicationDate.TryParse(input.Content.Metadata.GeneratedOn, out var generated) ? generated : (DateOnly?)null;
        var date = context.PublishedOn ?? stated ?? context.Today;
        var published = context.PublishedOn is not null || stated is not null;
        FindingPlace[] places = context.PublishedOn is null && stated is not null ? [new FindingPlace.Metadata("generatedOn")] : [];
        var deadline = StatutoryDeadline.For(context.ReportYear, context.ReporterKind, context.Calendar);
        if (date > deadline.Date)
        {
            var days = date.DayNumber - deadline.Date.DayNumber;
            yield return new Finding
            {
                Id = Statutory,
                Rule = Statutory,
                Severity = Severity.Warning,
                MessageZh = $"{(published ? "公布日期" : "今天是")} {Iso(date)}，已超过法定期限 {Iso(deadline.Date)} {days} 天。",
                MessageEn =
                    $"{(published ? "Published on" : "Today is")} {Iso(date)}, {days} {(days == 1 ? "day" : "days")} after the statutory date {Iso(deadline.Date)}.",
                Places = places,
                Advice = new Advice
                {
                    Zh = $"{deadline.ExplanationZh}。请说明原因并尽快公布。",
                    En = $"{deadline.ExplanationEn}. Give the reason and publish soon.",
                },
            };
        }
        else if (context.InternalDeadline is { } own && date > own)
        {
            yield return new Finding
            {
                Id = Internal,
                Rule = Internal,
                Severity = Severity.Info,
                MessageZh =
                    $"{(published ? "公布日期" : "今天是")} {Iso(date)}，已超过本机关的内部期限 {Iso(own)}；法定期限是 {Iso(deadline.Date)}。",
                MessageEn =
                    $"{(published ? "Published on" : "Today is")} {Iso(date)}, after the organ's own date {Iso(own)}; the statutory date is {Iso(deadline.Date)}.",
                Places = places,
            };
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
