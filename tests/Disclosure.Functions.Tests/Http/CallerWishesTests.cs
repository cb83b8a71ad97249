using Disclosure.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Tests.Http;

public sealed class CallerWishesTests
{
    [Theory]
    [InlineData("GET", "text/html,application/xhtml+xml,*/*;q=0.8", null, true)]
    [InlineData("GET", "*/*", null, true)]
    [InlineData("GET", "", null, true)]
    [InlineData("GET", "application/json", null, false)]
    [InlineData("GET", "application/json, text/html;q=0.5", null, false)]
    [InlineData("POST", "*/*", "application/json", false)]
    [InlineData("POST", "text/html,*/*;q=0.8", "application/x-www-form-urlencoded", true)]
    [InlineData("POST", "*/*", "application/x-www-form-urlencoded", true)]
    public void WantsPage_ByMethodAndHeaders_IsWhatTheCallerMeans(string method, string accept, string? contentType, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Headers.Accept = accept;
        context.Request.ContentType = contentType;

        Assert.Equal(expected, context.Request.WantsPage());
    }

    [Theory]
    [InlineData("en-US,en;q=0.9", "", Disclosure.Pages.Language.Zh)]
    [InlineData("en-US,en;q=0.9", "?lang=en", Disclosure.Pages.Language.En)]
    [InlineData("zh-CN", "?lang=en", Disclosure.Pages.Language.En)]
    [InlineData("", "?lang=xx", Disclosure.Pages.Language.Zh)]
    public void PageLanguage_IsChinese_UnlessTheAddressAsksForEnglish(string accept, string query, Disclosure.Pages.Language expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = accept;
        context.Request.QueryString = new QueryString(query);

        Assert.Equal(expected, context.Request.PageLanguageOf());
    }
}
