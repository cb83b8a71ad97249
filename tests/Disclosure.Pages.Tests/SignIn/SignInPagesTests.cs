using Disclosure.Pages.SignIn;

namespace Disclosure.Pages.Tests.SignIn;

public sealed class SignInPagesTests
{
    [Fact]
    public async Task Form_WithError_KeepsTheAddressAndSaysWhatToDo()
    {
        var page = SignInPages.Form(Samples.SignInForm());
        using var html = await Html.ParseAsync(page);
        var email = html.One("input[name=email]");

        Assert.Equal(422, page.StatusCode);
        Assert.Equal(("li@example.gov.cn", "true"), (email.GetAttribute("value"), email.GetAttribute("aria-invalid")));
        Assert.Contains("请检查是否缺少@。", html.One("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_AtFirst_AsksWithoutReproach()
    {
        var page = SignInPages.Form(Samples.SignInForm() with { Error = null, Email = null });
        using var html = await Html.ParseAsync(page);

        Assert.Equal(200, page.StatusCode);
        Assert.Empty(html.All("[role=alert], [aria-invalid]"));
        Assert.Equal(("post", "/sign-in"), (html.One("form").GetAttribute("method"), html.One("form").GetAttribute("action")));
    }

    [Fact]
    public async Task Button_BehindTheLink_IsOneAndPosts()
    {
        using var html = await Html.ParseAsync(SignInPages.Button(Samples.SignInButton()));

        Assert.Equal("/sign-in/the-token", html.One("form[method=post]").GetAttribute("action"));
        Assert.Single(html.All("button"));
        Assert.Empty(html.All("main a[href*='the-token']"));
    }

    [Theory]
    [InlineData(SignInOutcome.LinkSent, 200, "请查收邮件")]
    [InlineData(SignInOutcome.SignedIn, 200, "您已登录")]
    [InlineData(SignInOutcome.SignedOut, 200, "您已退出")]
    [InlineData(SignInOutcome.LinkDead, 410, "登录链接已失效")]
    [InlineData(SignInOutcome.TooMany, 429, "尝试次数过多")]
    public async Task Result_OfOutcome_HasItsStatusAndWords(SignInOutcome outcome, int status, string title)
    {
        var page = SignInPages.Result(Samples.SignInResult(outcome));
        using var html = await Html.ParseAsync(page);

        Assert.Equal((status, title), (page.StatusCode, html.One("h1").TextContent));
        Assert.Equal(outcome == SignInOutcome.LinkDead ? 1 : 0, html.All("main a[href='/sign-in']").Count);
    }

    [Fact]
    public async Task LinkSent_ForAnybody_DoesNotSayWhetherTheAddressIsKnown()
    {
        using var html = await Html.ParseAsync(SignInPages.Result(Samples.SignInResult(SignInOutcome.LinkSent)));

        Assert.Contains("如果这个邮箱在人员名单中", html.One("main").TextContent, StringComparison.Ordinal);
    }
}
