namespace Disclosure.Reports.Import;

/// <summary>What stands between the title and section one and is a text rather than furniture.</summary>
internal static class Preamble
{
    private const int Shortest = 20;

    private static readonly string[] Furniture =
    [
        "浏览",
        "访问量",
        "点击",
        "字体",
        "字号",
        "打印",
        "当前位置",
        "首页",
        "来源:",
        "分享",
        "发布时间",
    ];

    public static string Read(IReadOnlyList<ImportItem> head, TitleFinder title, IReadOnlySet<int> used)
    {
        // The title may stand above the block and again above the text.
        var from = 0;
        for (var i = 0; i < head.Count; i++)
        {
            from = title.LinesAt(i) is > 0 and var lines ? i + lines : from;
        }

        var kept = head.Select((item, i) => (item, i))
            .Where(pair => pair.i >= from && !used.Contains(pair.i) && IsText(pair.item))
            .Select(pair => pair.item.Text);
        return string.Join('\n', kept);
    }

    private static bool IsText(ImportItem item) =>
        item.Text.Length >= Shortest
        && item.Flat.AsSpan().ContainsAny(',', '。', ':')
        && !Array.Exists(Furniture, word => item.Flat.Contains(word, StringComparison.Ordinal));
}
