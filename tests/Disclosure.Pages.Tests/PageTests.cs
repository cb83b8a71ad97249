using Disclosure.Pages.Site;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Pages.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task ExecuteAsync_OnGet_WritesTheRenderedBytes()
    {
        var page = SitePages.Error(Samples.Error(404));
        var context = Request("GET");

        await page.ExecuteAsync(context);

        var body = ((MemoryStream)context.Response.Body).ToArray();
        Assert.Equal(await page.RenderAsync(TestContext.Current.CancellationToken), body);
        Assert.Equal(
            (404, "text/html; charset=utf-8", body.Length),
            (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength)
        );
    }

    [Fact]
    public async Task ExecuteAsync_OnHead_SaysTheLengthAndSendsNothing()
    {
        var context = Request("HEAD");

        await SitePages.Error(Samples.Error(404)).ExecuteAsync(context);

        Assert.True(context.Response.ContentLength > 0);
        Assert.Equal(0, context.Response.Body.Length);
    }

    [Fact]
    public async Task WithStatus_OfPage_ChangesTheStatusAlone()
    {
        var page = SitePages.Error(Samples.Error(404));
        var other = page.WithStatus(403);

        Assert.Equal((404, 403), (page.StatusCode, other.StatusCode));
        Assert.Equal(
            await page.RenderAsync(TestContext.Current.CancellationToken),
            await other.RenderAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task RenderAsync_OfALongReport_LosesNothing()
    {
        var model = Samples.Report();
        var paragraph = string.Concat(Enumerable.Repeat("公开𠮷<&>", 2_000));
        model = model with { Content = model.Content with { Sections = model.Content.Sections with { Overview = paragraph } } };

        using var page = await Html.ParseAsync(SitePages.Report(model));

        Assert.Equal(paragraph, page.One("#section-1 .narrative p").TextContent);
    }

    private static DefaultHttpContext Request(string method)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Response.Body = new MemoryStream();
        return context;
    }
}
