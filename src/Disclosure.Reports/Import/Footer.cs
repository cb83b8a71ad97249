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
        "打印]",
        "关闭]",
        "相关链接",
        "相关阅读",
        "相关文档",
        "相关信息",
        "相关稿件",
        "附件下载",
        "返回顶部",
        "保存本页",
        "我要纠错",
        "联系我们",
        "网站声明",
        "友情链接",
        "分享:",
        "编辑:",
        "Copyright",
        "copyright",
        "©",
    ];

    public static int Start(IReadOnlyList<ImportItem> items, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (
                Array.Exists(Marks, mark => items[i].Flat.TrimStart('[', '(', '※').StartsWith(mark, StringComparison.Ordinal))
                || IsRegistration(items[i].Flat)
            )
            {
                return i;
            }
        }

        return to;
    }

    private static bool IsRegistration(string flat) =>
        flat.Length < 120
        && (flat.Contains("ICP备", StringComparison.OrdinalIgnoreCase) || flat.Contains("公网安备", StringComparison.Ordinal));
}
