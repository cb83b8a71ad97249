using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class ResultTests
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/result/iresult")]
    [InlineData("/result/task")]
    [InlineData("/result/valuetask")]
    [InlineData("/result/union")]
    [InlineData("/result/action")]
    [InlineData("/result/actiontask")]
    public async Task Return_Result_IsExecuted(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        using var response = await host.GetAsync(path);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Contains("年报", await response.Content.ReadAsStringAsync(s_cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/result/string")]
    [InlineData("/result/object")]
    [InlineData("/result/nothing")]
    public async Task Return_AnythingElse_IsDroppedAndAnswersEmpty200(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        await TestHost.AssertEmptyAsync(HttpStatusCode.OK, await host.GetAsync(path));
    }

    [Theory]
    [InlineData("/result/written")]
    [InlineData("/result/writtenvoid")]
    public async Task Write_WithoutReturning_Arrives(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        Assert.Equal("written", await host.GetTextAsync(path));
    }

    [Fact]
    public async Task Write_AndReturn_AbortsTheConnection()
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetTextAsync("/result/both"));
    }

    [Fact]
    public async Task File_AskedForARange_AnswersThePart()
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/result/file");
        request.Headers.Range = new RangeHeaderValue(2, 4);
        using var response = await host.Client.SendAsync(request, s_cancel);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal([2, 3, 4], await response.Content.ReadAsByteArrayAsync(s_cancel));
    }

    [Fact]
    public async Task File_WithMatchingETag_AnswersNotModified()
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/result/file");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"v1\""));
        using var response = await host.Client.SendAsync(request, s_cancel);
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Stream_ServerSentEvents_ArriveOneByOne()
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        Assert.Equal("data: 1\n\ndata: 2\n\n", await host.GetTextAsync("/result/events"));
    }

    [Theory]
    [InlineData("/result/throws")]
    [InlineData("/result/throwslater")]
    [InlineData("/result/resultthrows")]
    public async Task Throw_BeforeTheResponseStarts_AnswersEmpty500WithoutHeaders(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        using var response = await host.GetAsync(path);
        Assert.False(response.Headers.Contains("x-set-before"));
        await TestHost.AssertEmptyAsync(HttpStatusCode.InternalServerError, response);
    }

    [Fact]
    public async Task Throw_AfterTheResponseStarted_AbortsTheConnection()
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetTextAsync("/result/throwsstarted"));
    }

    [Theory]
    [InlineData("/result/header?value=%E5%B9%B4")]
    [InlineData("/result/redirect?to=%2F%E5%B9%B4")]
    public async Task Header_NotAscii_AnswersEmpty500(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        await TestHost.AssertEmptyAsync(HttpStatusCode.InternalServerError, await host.GetAsync(path));
    }

    [Fact]
    public async Task Header_Ascii_PassesWithCookiesAndRedirect()
    {
        await using var host = await TestHost.StartAsync(typeof(Returned));
        using var redirect = await host.GetAsync("/result/redirect?to=%2Fnext");
        Assert.Equal("/next", redirect.Headers.Location?.OriginalString);
        Assert.Equal("a=b; path=/; samesite=strict; httponly", redirect.Headers.GetValues("Set-Cookie").Single());
        Assert.False(redirect.Headers.Contains("Server"));
    }

    internal static class Returned
    {
        [Function("resultIResult")]
        public static IResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/iresult")] HttpRequest request) =>
            Results.Text("年报", statusCode: 202);

        [Function("resultTask")]
        public static async Task<IResult> Later(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/task")] HttpRequest request
        )
        {
            await Task.Yield();
            return Results.Text("年报", statusCode: 202);
        }

        [Function("resultValueTask")]
        public static ValueTask<IResult> Value(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/valuetask")] HttpRequest request
        ) => ValueTask.FromResult(Results.Text("年报", statusCode: 202));

        [Function("resultUnion")]
        public static Results<Accepted<string>, NotFound> Union(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/union")] HttpRequest request
        ) => TypedResults.Accepted((string?)null, "年报");

        [Function("resultAction")]
        public static IActionResult Action(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/action")] HttpRequest request
        ) => new ContentResult { Content = "年报", StatusCode = 202 };

        [Function("resultActionTask")]
        public static Task<IActionResult> ActionTask(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/actiontask")] HttpRequest request
        ) => Task.FromResult<IActionResult>(new ObjectResult(new { Name = "年报" }) { StatusCode = 202 });

        [Function("resultString")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/string")] HttpRequest request) =>
            "dropped";

        [Function("resultObject")]
        public static Task<object> Object(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/object")] HttpRequest request
        ) => Task.FromResult<object>(new { Dropped = true });

        [Function("resultNothing")]
        public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/nothing")] HttpRequest request) { }

        [Function("resultWritten")]
        public static Task Written([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/written")] HttpRequest request) =>
            request.HttpContext.Response.WriteAsync("written");

        [Function("resultWrittenVoid")]
        public static async ValueTask WrittenValue(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/writtenvoid")] HttpRequest request
        ) => await request.HttpContext.Response.WriteAsync("written");

        [Function("resultBoth")]
        public static async Task<IResult> Both(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/both")] HttpRequest request
        )
        {
            await request.HttpContext.Response.WriteAsync("written");
            return Results.Text("returned");
        }

        [Function("resultFile")]
        public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/file")] HttpRequest request) =>
            Results.File(
                new byte[] { 0, 1, 2, 3, 4, 5 },
                "application/octet-stream",
                enableRangeProcessing: true,
                entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue("\"v1\"")
            );

        [Function("resultEvents")]
        public static IResult Events([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/events")] HttpRequest request)
        {
            return TypedResults.ServerSentEvents(CountAsync());

            static async IAsyncEnumerable<int> CountAsync()
            {
                yield return 1;
                await Task.Yield();
                yield return 2;
            }
        }

        [Function("resultThrows")]
        public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/throws")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["x-set-before"] = "1";
            throw new FormatException("secret detail");
        }

        [Function("resultThrowsLater")]
        public static async Task<IResult> ThrowsLater(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/throwslater")] HttpRequest request
        )
        {
            await Task.Yield();
            return Throws(request);
        }

        [Function("resultResultThrows")]
        public static IResult ResultThrows(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/resultthrows")] HttpRequest request
        ) => Results.File("/no/such/file");

        [Function("resultThrowsStarted")]
        public static async Task ThrowsStarted(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/throwsstarted")] HttpRequest request
        )
        {
            await request.HttpContext.Response.WriteAsync("half");
            throw new FormatException();
        }

        [Function("resultHeader")]
        public static void Header(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/header")] HttpRequest request,
            string value
        ) => request.HttpContext.Response.Headers["x-name"] = value;

        [Function("resultRedirect")]
        public static IResult Redirect(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result/redirect")] HttpRequest request,
            string to
        )
        {
            request.HttpContext.Response.Cookies.Append("a", "b", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
            return Results.Redirect(to);
        }
    }
}
