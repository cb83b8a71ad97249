using Disclosure.Pages.Development;
using Disclosure.Pages.Review;
using Disclosure.Pages.SignIn;
using Disclosure.Pages.Site;
using Disclosure.Reports;
using Disclosure.Reports.Changes;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Tests;

/// <summary>One model of each page with every part of it filled, for tests to vary.</summary>
internal static partial class Samples
{
    public const string SiteName = "张掖市政府信息公开";

    public static readonly DateTimeOffset Published = new(2021, 2, 2, 1, 55, 35, TimeSpan.Zero);

    public static readonly ContentDigest Digest = ContentDigest.Of("content"u8);

    public static readonly Antiforgery Antiforgery = new("__antiforgery", "token-of-the-form");

    public static ReportPageModel Report() =>
        new()
        {
            SiteName = SiteName,
            OrganName = SeedReport.OrganName,
            ReportYear = 2020,
            Content = SeedReport.Content,
            Digest = Digest,
            Publication = new Publication
            {
                IndexNumber = IndexNumber.Parse("620700082/2021-00002"),
                PublishedAt = Published,
                Address = "https://disclosure.example.gov.cn/reports/620700082/2021-00002",
                AuditHead = ContentDigest.Of("head"u8).Value,
                AuditEntries = 17,
            },
            Downloads =
            [
                new Download("PDF", "/reports/620700082/2021-00002.pdf", 118_000),
                new Download("DOCX", "/reports/620700082/2021-00002.docx", 34_500),
                new Download("XLSX", "/reports/620700082/2021-00002.xlsx"),
                new Download("JSON", "/reports/620700082/2021-00002.json", 2_500_000),
            ],
            Corrections = [new CorrectionNotice(new DateOnly(2021, 3, 1), "更正“自然人”一列的重复计数。")],
        };

    /// <summary>The same page over content of the edition in force, with a different figure in every cell.</summary>
    public static ReportPageModel Report2021()
    {
        var edition = FormatEdition.For(2024);
        var content = ReportContent.Empty(edition, SeedReport.OrganName, 2024);
        return Report() with
        {
            ReportYear = 2024,
            Content = content with
            {
                Sections = SeedReport.Content.Sections,
                Cells = content.Cells.With(edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)(1000 + cell.Ordinal)))),
            },
        };
    }

    public static CatalogueModel Catalogue() =>
        new()
        {
            SiteName = SiteName,
            Query = new CatalogueQuery
            {
                Text = "审计",
                Year = 2020,
                OrganCode = "620700082",
                Standing = ReportStanding.Corrected,
            },
            Organs = [new OrganChoice("620700082", SeedReport.OrganName), new OrganChoice("620700001", "张掖市人民政府办公室")],
            Years = [2021, 2020, 2019],
            Entries =
            [
                Entry("620700082/2021-00002", ReportStanding.Valid),
                Entry("620700082/2021-00003", ReportStanding.Corrected),
                Entry("620700082/2021-00004", ReportStanding.Withdrawn),
            ],
            Total = 23,
            PageNumber = 2,
            PageCount = 3,
            PreviousAddress = "/?page=1",
            NextAddress = "/?page=3",
        };

    public static CatalogueEntry Entry(string indexNumber, ReportStanding standing) =>
        new()
        {
            Title = SeedReport.Content.Title,
            OrganName = SeedReport.OrganName,
            IndexNumber = indexNumber,
            ReportYear = 2020,
            PublishedAt = Published,
            Address = $"/reports/{indexNumber}",
            Standing = standing,
        };

    public static TombstoneModel Tombstone() =>
        new()
        {
            SiteName = SiteName,
            IndexNumber = "620700082/2021-00002",
            Title = SeedReport.Content.Title,
            OrganName = SeedReport.OrganName,
            PublishedAt = Published,
            WithdrawnAt = Published.AddDays(30),
            Reason = "统计口径有误，\n将重新公布。",
        };

    public static PublicErrorModel Error(int statusCode) =>
        new()
        {
            SiteName = SiteName,
            StatusCode = statusCode,
            Reference = "00-4bf92f3577b34da6",
        };

    public static ReviewPageModel Review()
    {
        var double1 = new CellKey("requests", "new_received", "natural");
        var double2 = new CellKey("requests", "new_received", "other_org");
        var wrong = SeedReport.Content.Sections.Overview.IndexOf("政务信息公开办公室", StringComparison.Ordinal);
        return new ReviewPageModel
        {
            SiteName = SiteName,
            Reviewer = new PersonView("李静", "保密审查员", "办公室"),
            OnBehalfOf = new PersonView("赵敏", "保密审查员"),
            ReportId = ReportId.Parse("620700082-2020"),
            OrganName = SeedReport.OrganName,
            Stage = "保密审查",
            Round = 2,
            Revision = 5,
            Digest = Digest,
            Content = SeedReport.Content,
            DrafterName = "王强",
            Due = new DueView(Published, "自1月29日起2个工作日；1月30日、31日为周末"),
            Findings =
            [
                new Finding
                {
                    Id = "figures-relation:T3-ROW-new_received",
                    Rule = "figures-relation",
                    Severity = Severity.Error,
                    MessageZh = "“一、本年新收”一行：自然人1加其他1不等于总计1。",
                    MessageEn = "Row 1: natural persons 1 plus other organisations 1 is not the total 1.",
                    Places = [new FindingPlace.Cell(double1), new FindingPlace.Cell(double2)],
                    Advice = new Advice
                    {
                        Zh = "把“其他”一列的三处改为0，全部47条勾稽关系即成立。",
                        En = "Set “other” to 0 in three rows and all 47 relations hold.",
                    },
                },
                new Finding
                {
                    Id = "names-office",
                    Rule = "names-office",
                    Severity = Severity.Warning,
                    MessageZh = "机构名称有误，应为“国务院办公厅政府信息与政务公开办公室”。",
                    MessageEn = "The office's name is wrong.",
                    Places = [new FindingPlace.Text(ReportSections.OverviewKey, wrong, "政务信息公开办公室".Length)],
                },
                new Finding
                {
                    Id = "metadata-blank",
                    Rule = "metadata-blank",
                    Severity = Severity.Info,
                    MessageZh = "文号为空。",
                    MessageEn = "No document number.",
                    Places = [new FindingPlace.Metadata("documentNumber")],
                },
            ],
            Reasons = new Dictionary<string, string>(StringComparer.Ordinal) { ["names-office"] = "引用原文如此。" },
            Changes =
            [
                new ContentChange.Cell(double2, 0, 1) { LabelZh = "一、本年新收 / 其他", LabelEn = "New requests / other" },
                new ContentChange.Text(
                    "sections/problems",
                    [
                        new TextSegment(SegmentKind.Kept, "2020年,我局政府信息公开工作"),
                        new TextSegment(SegmentKind.Removed, "成绩显著"),
                        new TextSegment(SegmentKind.Added, "取得了一定成效"),
                        new TextSegment(SegmentKind.Kept, ",但仍存在一些问题和不足。"),
                    ]
                )
                {
                    LabelZh = "五、存在的主要问题及改进情况",
                    LabelEn = "5. Problems",
                },
            ],
            ChangesSinceRound = 1,
            Opinions =
            [
                new OpinionView
                {
                    Person = new PersonView("陈刚", "分管领导"),
                    Stage = "领导签发",
                    Round = 1,
                    Decision = ReviewDecision.Return,
                    At = Published.AddDays(-3),
                    Comment = "请核实“其他”一列。\n另请补充文号。",
                },
            ],
            Form = new DecisionForm
            {
                Action = "/review/the-token",
                Antiforgery = Antiforgery,
                Allowed = [ReviewDecision.Approve, ReviewDecision.Return, ReviewDecision.Hold, ReviewDecision.Delegate],
                Delegates = [new DelegateChoice("p-1", "周平", "保密审查员"), new DelegateChoice("p-2", "吴敏", "保密审查员")],
            },
        };
    }

    /// <summary>The review form as it comes back with everything wrong.</summary>
    public static ReviewPageModel ReviewWithErrors()
    {
        var model = Review();
        return model with
        {
            Form = model.Form with
            {
                Decision = ReviewDecision.Return,
                Comment = "第一行\n第二行",
                To = "p-2",
                AttemptsLeft = 3,
                Errors =
                [
                    new FormError("comment", "退回须写明原因。", "请写出需要修改的地方。"),
                    new FormError("code", "验证码不正确。", "请核对同一封邮件中的六位数字。"),
                    new FormError(null, "页面已过期。", "请再提交一次。"),
                ],
            },
        };
    }

    public static ReceiptModel Receipt() =>
        new()
        {
            SiteName = SiteName,
            Reviewer = new PersonView("李静", "保密审查员"),
            ReportTitle = SeedReport.Content.Title,
            Stage = "保密审查",
            Round = 2,
            Decision = ReviewDecision.Delegate,
            HandedTo = "周平",
            Comment = "出差，请代为审查。",
            DecidedAt = Published,
            Digest = Digest,
            Reference = "a1b2c3",
        };

    public static DeadLinkModel DeadLink(DeadLinkReason reason) =>
        new()
        {
            SiteName = SiteName,
            Reason = reason,
            DiedAt = Published,
            RenewAction = "/review/the-token/renew",
            Antiforgery = Antiforgery,
        };

    public static LinkRenewedModel LinkRenewed() => new() { SiteName = SiteName };

    public static SignInFormModel SignInForm() =>
        new()
        {
            SiteName = SiteName,
            Action = "/sign-in",
            Antiforgery = Antiforgery,
            Email = "li@example.gov.cn",
            Error = new FormError("email", "邮箱格式不正确。", "请检查是否缺少@。"),
        };

    public static SignInButtonModel SignInButton() =>
        new()
        {
            SiteName = SiteName,
            Action = "/sign-in/the-token",
            Antiforgery = Antiforgery,
        };

    public static SignInResultModel SignInResult(SignInOutcome outcome) =>
        new()
        {
            SiteName = SiteName,
            Outcome = outcome,
            PersonName = "李静",
            Links = [new PageLink("报告目录", "/")],
        };

    public static OutboxModel Outbox() =>
        new()
        {
            SiteName = SiteName,
            To = "li@example.gov.cn",
            Messages =
            [
                new OutboxMessage
                {
                    Id = "m-1",
                    To = "li@example.gov.cn",
                    Subject = "请审查",
                    Text = "第一行\n第二行",
                    Links = ["http://localhost:7071/review/the-token"],
                    Code = "042137",
                    Kind = "review-task",
                    ReportId = "620700082-2020",
                    SentAt = Published,
                },
            ],
        };

    public static StartModel Start() =>
        new()
        {
            SiteName = SiteName,
            Antiforgery = Antiforgery,
            Steps =
            [
                new StartStep
                {
                    Title = "看公开目录",
                    Text = "已有三份公开的报告。",
                    Links = [new PageLink("打开目录", "/")],
                    IsDone = true,
                },
                new StartStep
                {
                    Title = "提交送审",
                    Text = "把示例报告提交保密审查。",
                    Button = new PageLink("提交", "/dev/submit"),
                },
            ],
            People = [new StartPerson("李静", "保密审查员", "li@example.gov.cn", new PageLink("邮件", "/dev/outbox?to=li"))],
        };
}
