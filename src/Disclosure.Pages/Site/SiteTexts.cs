namespace Disclosure.Pages.Site;

/// <summary>The words of the public report page, the catalogue and the tombstone.</summary>
internal sealed record SiteTexts
{
    public required string Breadcrumb { get; init; }
    public required string Catalogue { get; init; }
    public required string PublishedAt { get; init; }
    public required string Source { get; init; }
    public required string Preview { get; init; }
    public required string PreviewExplanation { get; init; }
    public required string CorrectedTitle { get; init; }
    public required string Downloads { get; init; }
    public required string QrTitle { get; init; }
    public required string QrCaption { get; init; }
    public required string VerifyTitle { get; init; }
    public required string VerifyExplanation { get; init; }
    public required string Digest { get; init; }
    public required string AuditHead { get; init; }
    public required string AuditEntries { get; init; }
    public required string Address { get; init; }

    public static SiteTexts For(Language language) => language == Language.En ? En : Zh;

    private static readonly SiteTexts Zh = new()
    {
        Breadcrumb = "当前位置",
        Catalogue = "报告目录",
        PublishedAt = "发布时间：",
        Source = "来源：",
        Preview = "预览稿，尚未公开",
        PreviewExplanation = "本页与公开后的页面一致，仅供审阅，请勿转发。索引号和生成日期在公开时自动填写。",
        CorrectedTitle = "更正说明",
        Downloads = "下载本报告",
        QrTitle = "本页网址的二维码",
        QrCaption = "扫一扫在手机打开当前页",
        VerifyTitle = "核验本报告",
        VerifyExplanation = "正文一经改动，内容摘要就会不同；审批链首记录了从起草到公开的每一步，可据此核验报告及其审批过程未被更改。",
        Digest = "内容摘要（SHA-256）",
        AuditHead = "审批链首",
        AuditEntries = "共{0}条记录",
        Address = "网址",
    };

    private static readonly SiteTexts En = new()
    {
        Breadcrumb = "You are here",
        Catalogue = "Reports",
        PublishedAt = "Published: ",
        Source = "Source: ",
        Preview = "Preview, not public yet",
        PreviewExplanation =
            "This is the page as it would be published. It is for review only; please do not pass it on. "
            + "Index number and date are filled in at publication.",
        CorrectedTitle = "Corrections",
        Downloads = "Download this report",
        QrTitle = "QR code of this page's address",
        QrCaption = "Scan to open this page on a phone",
        VerifyTitle = "Verify this report",
        VerifyExplanation =
            "If the text changes, so does its digest. The head of the approval record stands for every step from draft to publication: "
            + "with both, anybody can check that neither was altered.",
        Digest = "Content digest (SHA-256)",
        AuditHead = "Head of the approval record",
        AuditEntries = "{0} entries",
        Address = "Address",
    };
}
