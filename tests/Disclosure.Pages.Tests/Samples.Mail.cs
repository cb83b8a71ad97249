using Disclosure.Pages.Mail;
using Disclosure.Reports;

namespace Disclosure.Pages.Tests;

internal static partial class Samples
{
    public static ReviewTaskMail ReviewMail() =>
        new()
        {
            SiteName = SiteName,
            PersonName = "李静",
            ReportTitle = SeedReport.Content.Title,
            Stage = "保密审查",
            Round = 1,
            DrafterName = "王强",
            Due = Published,
            DueExplanation = "自1月29日起2个工作日",
            Link = "https://disclosure.example.gov.cn/review/the-token",
            Code = "042137",
            ExpiresAt = Published.AddDays(7),
            HandedOverBy = "赵敏",
        };

    public static SignInLinkMail SignInMail() =>
        new()
        {
            SiteName = SiteName,
            PersonName = "李静",
            Link = "https://disclosure.example.gov.cn/sign-in/the-token",
            ExpiresAt = Published.AddMinutes(15),
        };

    public static ReturnedMail ReturnedMail() =>
        new()
        {
            SiteName = SiteName,
            PersonName = "王强",
            ReportTitle = SeedReport.Content.Title,
            Stage = "保密审查",
            Round = 1,
            ReviewerName = "李静",
            Reason = "请核实“其他”一列。\n另请补充文号。",
            Link = "https://disclosure.example.gov.cn/desk/620700082-2020",
        };

    public static PublishedMail PublishedMail() =>
        new()
        {
            SiteName = SiteName,
            PersonName = "王强",
            ReportTitle = SeedReport.Content.Title,
            IndexNumber = "620700082/2021-00002",
            Address = "https://disclosure.example.gov.cn/reports/620700082/2021-00002",
            PublishedAt = Published,
            Digest = Digest.Value,
            AuditHead = ContentDigest.Of("head"u8).Value,
        };

    public static RecalledMail RecalledMail() =>
        new()
        {
            SiteName = SiteName,
            PersonName = "李静",
            ReportTitle = SeedReport.Content.Title,
            Round = 1,
            RecalledBy = "王强",
            Reason = "发现一处数字有误。",
        };
}
