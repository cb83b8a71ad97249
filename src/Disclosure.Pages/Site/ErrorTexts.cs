namespace Disclosure.Pages.Site;

/// <summary>The words of the public's error page: what happened, and what to do.</summary>
internal sealed record ErrorTexts(string Title, string Explanation, string ReferenceLabel, string Home)
{
    public static ErrorTexts For(Language language, int statusCode) => language == Language.En ? En(statusCode) : Zh(statusCode);

    private static ErrorTexts Zh(int statusCode)
    {
        var (title, explanation) = statusCode switch
        {
            400 => ("请求有误", "链接或填写的内容不完整。请检查后重试，或返回目录重新查找。"),
            404 => ("没有找到这个页面", "网址可能有误，或报告尚未公开。请核对索引号，或返回目录按年份、机关查找。"),
            410 => ("页面已不再提供", "这里的内容已经撤下，不会恢复。请返回目录查看现行有效的报告。"),
            429 => ("访问过于频繁", "请稍等一分钟再试。"),
            503 => ("服务暂时不可用", "系统正在维护或恢复，请几分钟后再试。"),
            _ => ("系统出现故障", "不是您的操作问题，我们已记录。请稍后再试。"),
        };
        return new ErrorTexts(title, explanation, "联系我们时请提供编号：", "返回报告目录");
    }

    private static ErrorTexts En(int statusCode)
    {
        var (title, explanation) = statusCode switch
        {
            400 => ("The request is not right", "The link or what was entered is incomplete. Check it, or look again from the catalogue."),
            404 => (
                "No such page",
                "The address may be wrong, or the report is not public yet. Check the index number, or search the catalogue."
            ),
            410 => ("No longer available", "What was here has been taken down for good. The catalogue lists the reports in force."),
            429 => ("Too many requests", "Please wait a minute and try again."),
            503 => ("Not available for the moment", "The service is being maintained or is recovering. Please try again in a few minutes."),
            _ => ("Something went wrong on our side", "It is not your doing, and we have recorded it. Please try again later."),
        };
        return new ErrorTexts(title, explanation, "When you contact us, please quote:", "Back to the catalogue");
    }
}
