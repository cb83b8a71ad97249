namespace Disclosure.Pages.Site;

/// <summary>The words of the catalogue.</summary>
internal sealed record CatalogueTexts
{
    public required string Title { get; init; }
    public required string Introduction { get; init; }
    public required string SearchForm { get; init; }
    public required string Words { get; init; }
    public required string Year { get; init; }
    public required string EveryYear { get; init; }
    public required string Organ { get; init; }
    public required string EveryOrgan { get; init; }
    public required string Standing { get; init; }
    public required string EveryStanding { get; init; }
    public required string Valid { get; init; }
    public required string Corrected { get; init; }
    public required string Withdrawn { get; init; }
    public required string Search { get; init; }
    public required string Found { get; init; }
    public required string FoundUnknown { get; init; }
    public required string Feed { get; init; }
    public required string IndexNumber { get; init; }
    public required string ReportYear { get; init; }
    public required string NothingYet { get; init; }
    public required string NothingYetExplanation { get; init; }
    public required string NothingFound { get; init; }
    public required string NothingFoundExplanation { get; init; }
    public required string ShowAll { get; init; }
    public required string Pager { get; init; }
    public required string Previous { get; init; }
    public required string Next { get; init; }
    public required string PageNumber { get; init; }
    public required string PageOf { get; init; }

    public static CatalogueTexts For(Language language) => language == Language.En ? En : Zh;

    /// <summary>The words for a standing.</summary>
    public string Of(ReportStanding standing) =>
        standing switch
        {
            ReportStanding.Corrected => Corrected,
            ReportStanding.Withdrawn => Withdrawn,
            _ => Valid,
        };

    /// <summary>The value of the form's <c>status</c>.</summary>
    public static string ValueOf(ReportStanding standing) => standing.ToString().ToLowerInvariant();

    private static readonly CatalogueTexts Zh = new()
    {
        Title = "政府信息公开工作年度报告",
        Introduction = "各机关依法公布的年度报告，可按机关、年份查找，也可直接输入标题或索引号。",
        SearchForm = "查找报告",
        Words = "标题或索引号",
        Year = "报告年份",
        EveryYear = "全部年份",
        Organ = "发布机构",
        EveryOrgan = "全部机构",
        Standing = "状态",
        EveryStanding = "全部状态",
        Valid = "现行有效",
        Corrected = "已更正",
        Withdrawn = "已撤回",
        Search = "查找",
        Found = "共{0}份报告",
        FoundUnknown = "查找结果",
        Feed = "订阅更新",
        IndexNumber = "索引号",
        ReportYear = "{0}年度",
        NothingYet = "还没有公开的报告",
        NothingYetExplanation = "报告公开后会列在这里。",
        NothingFound = "没有符合条件的报告",
        NothingFoundExplanation = "可以减少条件、更换词语，或核对索引号是否完整。",
        ShowAll = "查看全部报告",
        Pager = "翻页",
        Previous = "上一页",
        Next = "下一页",
        PageNumber = "第{0}页",
        PageOf = "第{0}页，共{1}页",
    };

    private static readonly CatalogueTexts En = new()
    {
        Title = "Annual reports on government information disclosure",
        Introduction = "The yearly reports that organs publish by law. Search by organ and year, or by title and index number.",
        SearchForm = "Search reports",
        Words = "Title or index number",
        Year = "Report year",
        EveryYear = "All years",
        Organ = "Issuing organ",
        EveryOrgan = "All organs",
        Standing = "Status",
        EveryStanding = "Any status",
        Valid = "in force",
        Corrected = "corrected",
        Withdrawn = "withdrawn",
        Search = "Search",
        Found = "Reports found: {0}",
        FoundUnknown = "Reports found",
        Feed = "Subscribe",
        IndexNumber = "Index number",
        ReportYear = "for {0}",
        NothingYet = "No report has been published yet",
        NothingYetExplanation = "Published reports will be listed here.",
        NothingFound = "No report matches",
        NothingFoundExplanation = "Try fewer conditions or other words, or check that the index number is complete.",
        ShowAll = "Show all reports",
        Pager = "Pages",
        Previous = "Previous page",
        Next = "Next page",
        PageNumber = "Page {0}",
        PageOf = "Page {0} of {1}",
    };
}
