namespace Disclosure.Pages.Site;

/// <summary>The words in the place of a withdrawn report.</summary>
internal sealed record TombstoneTexts
{
    public required string Title { get; init; }
    public required string Explanation { get; init; }
    public required string Report { get; init; }
    public required string Organ { get; init; }
    public required string IndexNumber { get; init; }
    public required string PublishedAt { get; init; }
    public required string WithdrawnAt { get; init; }
    public required string Reason { get; init; }

    public static TombstoneTexts For(Language language) => language == Language.En ? En : Zh;

    private static readonly TombstoneTexts Zh = new()
    {
        Title = "本报告已撤回",
        Explanation = "发布机关撤回了这份报告。索引号予以保留，不再用于其他报告。",
        Report = "名称",
        Organ = "发布机构",
        IndexNumber = "索引号",
        PublishedAt = "发布时间",
        WithdrawnAt = "撤回时间",
        Reason = "撤回原因",
    };

    private static readonly TombstoneTexts En = new()
    {
        Title = "This report has been withdrawn",
        Explanation = "The issuing organ has withdrawn this report. Its index number stays reserved and is not given to another.",
        Report = "Title",
        Organ = "Issuing organ",
        IndexNumber = "Index number",
        PublishedAt = "Published",
        WithdrawnAt = "Withdrawn",
        Reason = "Reason",
    };
}
