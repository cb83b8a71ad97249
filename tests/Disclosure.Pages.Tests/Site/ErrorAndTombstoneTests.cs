using Disclosure.Pages.Site;

namespace Disclosure.Pages.Tests.Site;

public sealed class ErrorAndTombstoneTests
{
    [Theory]
    [InlineData(400, "请求有误")]
    [InlineData(404, "没有找到这个页面")]
    [InlineData(410, "页面已不再提供")]
    [InlineData(429, "访问过于频繁")]
    [InlineData(500, "系统出现故障")]
    [InlineData(503, "服务暂时不可用")]
    [InlineData(418, "系统出现故障")]
    public async Task Error_OfStatus_AnswersWithItAndSaysWhatToDo(int status, string title)
    {
        var page = SitePages.Error(Samples.Error(status));
        using var html = await Html.ParseAsync(page);

        Assert.Equal(status, page.StatusCode);
        Assert.Equal(title, html.One("h1").TextContent);
        Assert.Equal("/", html.One("main a.button").GetAttribute("href"));
        Assert.Equal("00-4bf92f3577b34da6", html.One("main code").TextContent);
        Assert.Single(html.All("meta[name=robots]"));
    }

    [Fact]
    public async Task Error_WithoutReference_MentionsNone()
    {
        using var html = await Html.ParseAsync(SitePages.Error(Samples.Error(404) with { Reference = null }));

        Assert.Empty(html.All("main code"));
    }

    [Fact]
    public async Task Tombstone_OfWithdrawnReport_Is410WithTheReasonAsWritten()
    {
        var page = SitePages.Tombstone(Samples.Tombstone());
        using var html = await Html.ParseAsync(page);

        Assert.Equal(410, page.StatusCode);
        Assert.Equal(
            [
                "张掖市审计局2020年政府信息公开工作年度报告",
                "张掖市审计局",
                "620700082/2021-00002",
                "2021年2月2日 09:55",
                "2021年3月4日 09:55",
                "统计口径有误，\n将重新公布。",
            ],
            html.All(".facts dd").Select(fact => fact.TextContent)
        );
        Assert.Single(html.All("meta[name=robots]"));
    }
}
