namespace Disclosure.Reports.Import;

/// <summary>Knows where a page's furniture begins after the report.</summary>
internal static class Footer
{
    private static readonly string[] Marks =
    [
        "扫一扫在手机打开",
        "扫一扫",
        "打印本页",
        "打印此页",
        "关闭窗口",
        "关闭本页",
        "分享到",
        "上一篇",
        "上一条",
        "下一篇",
        "下一条",
        "版权所有",
        "主办单位",
        "主办:",
        "承办单位",
        "网站标识码",
        "网站地图",
        "技术支持",
        "责任编辑",
        "相关附件",
        "下载本报告",
        "核验本报告",
        "[打印]",
        "[关闭]",
    ];

    public static int Start(IReadOnlyList<ImportItem> items, int from)
    {
        for (var i = from; i < items.Count; i++)
        {
            if (
                Array.Exists(Marks, mark => items[i].Flat.StartsWith(mark, StringComparison.Ordinal))
                || items[i].Flat.Contains("ICP备", StringComparison.OrdinalIgnoreCase)
            )
            {
                return i;
            }
        }

        return items.Count;
    }
}
