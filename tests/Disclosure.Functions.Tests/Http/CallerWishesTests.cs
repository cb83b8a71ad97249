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
}
