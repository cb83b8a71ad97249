namespace Disclosure.Pages.Report;

/// <summary>The words inside a report that are ours.</summary>
internal sealed record ReportTexts
{
    public required string Blank { get; init; }
    public required string EmptyText { get; init; }
    public required string TableCaptionEnd { get; init; }
    public required string ScrollHint { get; init; }
    public required string SeeFinding { get; init; }
    public required string Was { get; init; }
    public required string MetadataTitle { get; init; }
    public required string NotFilledIn { get; init; }

    public static ReportTexts For(Language language) => language == Language.En ? En : Zh;

    private static readonly ReportTexts Zh = new()
    {
        Blank = "（空）",
        EmptyText = "（本部分尚未填写）",
        TableCaptionEnd = "统计表",
        ScrollHint = "表格较宽，可左右滑动查看",
        SeeFinding = "见检查结果第{0}条",
        Was = "原为",
        MetadataTitle = "信息索引",
        NotFilledIn = "未填写",
    };

    private static readonly ReportTexts En = new()
    {
        Blank = "(blank)",
        EmptyText = "(This part has not been written yet)",
        TableCaptionEnd = "统计表",
        ScrollHint = "A wide table: scroll sideways to see all of it",
        SeeFinding = "see finding {0}",
        Was = "was",
        MetadataTitle = "Index",
        NotFilledIn = "not filled in",
    };
}
