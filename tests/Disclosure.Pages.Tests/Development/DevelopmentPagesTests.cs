using Disclosure.Pages.Development;

namespace Disclosure.Pages.Tests.Development;

public sealed class DevelopmentPagesTests
{
    [Fact]
    public async Task Outbox_WithMail_ShowsLinkCodeAndText()
    {
        using var page = await Html.ParseAsync(DevelopmentPages.Outbox(Samples.Outbox()));
        var mail = page.One("article.mail");

        Assert.Equal("请审查", mail.One("h2").TextContent);
        Assert.Equal("042137", mail.One(".code").TextContent);
        Assert.Equal("http://localhost:7071/review/the-token", mail.One(".links a").GetAttribute("href"));
        Assert.Equal("第一行\n第二行", mail.One("pre").TextContent);
        Assert.Contains("只显示发给li@example.gov.cn的邮件", page.One(".catalogue-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_Empty_SaysSo()
    {
        using var page = await Html.ParseAsync(DevelopmentPages.Outbox(Samples.Outbox() with { Messages = [], To = null }));

        Assert.Equal("还没有邮件。", page.One(".empty").TextContent.Trim());
        Assert.DoesNotContain("只显示", page.One("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfDemonstration_ShowsStepsInOrderWithLinksAndButtons()
    {
        using var page = await Html.ParseAsync(DevelopmentPages.Start(Samples.Start()));
        var steps = page.All(".steps > li");

        Assert.Equal(["看公开目录", "提交送审"], steps.Select(step => step.One("h2").TextContent));
        Assert.Equal(["已完成", null], steps.Select(step => step.QuerySelector(".tag")?.TextContent));
        Assert.Equal("/", steps[0].One("a").GetAttribute("href"));
        Assert.Equal("/dev/submit", steps[1].One("form[method=post]").GetAttribute("action"));
        Assert.Equal("李静", page.One(".people th[scope=row]").TextContent);
        Assert.Equal("/dev/outbox?to=li", page.One(".people td a").GetAttribute("href"));
    }
}
