using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class RoutingTests
{
    [Fact]
    public async Task Route_LiteralInOtherCase_Matches()
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        Assert.Equal("report", await host.GetTextAsync("/API/Reports/a-1"));
    }

    [Fact]
    public async Task Route_TrailingSlash_Matches()
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        Assert.Equal("report", await host.GetTextAsync("/api/reports/a-1/"));
    }

    [Fact]
    public async Task Route_RegexOfNothing_IsTheRoot()
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        Assert.Equal("home", await host.GetTextAsync("/"));
    }

    [Fact]
    public async Task Route_Missing_IsTheFunctionsName()
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        Assert.Equal("ping", await host.GetTextAsync("/ping"));
        Assert.Equal("pong", await host.GetTextAsync("/pong"));
    }

    [Theory]
    [InlineData("/years/2021", HttpStatusCode.OK)]
    [InlineData("/years/next", HttpStatusCode.NotFound)]
    [InlineData("/years", HttpStatusCode.NotFound)]
    [InlineData("/pages/3", HttpStatusCode.OK)]
    [InlineData("/pages", HttpStatusCode.OK)]
    public async Task Route_WithConstraints_HoldsThem(string path, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        using var response = await host.GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Route_UnknownPath_AnswersEmptyNotFoundWithoutMiddleware()
    {
        var seen = 0;
        var setup = new Setup
        {
            Configure = builder =>
                builder.Use(next =>
                    context =>
                    {
                        seen++;
                        return next(context);
                    }
                ),
        };
        await using var host = await TestHost.StartAsync(setup, typeof(Routes));
        await TestHost.AssertEmptyAsync(HttpStatusCode.NotFound, await host.GetAsync("/nothing/here"));
        Assert.Equal(0, seen);
        await host.GetTextAsync("/ping");
        Assert.Equal(1, seen);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    public async Task Method_NotListed_AnswersEmptyNotFoundAndNever405(string method)
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        using var response = await host.SendAsync(new HttpMethod(method), "/api/reports/a-1");
        await TestHost.AssertEmptyAsync(HttpStatusCode.NotFound, response);
        Assert.Empty(response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Method_HeadAndOptionsListed_Arrive(string method)
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        using var response = await host.SendAsync(new HttpMethod(method), "/listed");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Method_NoneListed_AllArrive(string method)
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        using var response = await host.SendAsync(new HttpMethod(method), "/pong");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Method_TwoFunctionsOnOneRoute_EachGetsItsOwn()
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        Assert.Equal("list", await host.GetTextAsync("/api/reports"));
        using var response = await host.SendAsync(HttpMethod.Post, "/api/reports");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task CatchAll_SortingLast_TakesWhatIsLeftWithItsMethods()
    {
        await using var host = await TestHost.StartAsync(typeof(Routes), typeof(CatchAll));
        Assert.Equal("report", await host.GetTextAsync("/api/reports/a-1"));
        using var unknown = await host.GetAsync("/nothing/here");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("custom", await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var method = await host.SendAsync(HttpMethod.Delete, "/api/reports/a-1");
        Assert.Equal("custom", await method.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prefix_FromHostJson_StandsBeforeEveryRoute()
    {
        var setup = new Setup { HostJson = """{ "extensions": { "http": { "routePrefix": "v1/app" } } }""" };
        await using var host = await TestHost.StartAsync(setup, typeof(Routes));
        Assert.Equal("ping", await host.GetTextAsync("/v1/app/ping"));
        await TestHost.AssertEmptyAsync(HttpStatusCode.NotFound, await host.GetAsync("/ping"));
    }

    [Fact]
    public async Task Prefix_NotInHostJson_IsApi()
    {
        await using var host = await TestHost.StartAsync(new Setup { HostJson = "{}" }, typeof(Routes));
        Assert.Equal("ping", await host.GetTextAsync("/api/ping"));
    }

    [Theory]
    [InlineData("/segments/a%2Fb", "a%2Fb")]
    [InlineData("/segments/%E5%B9%B4%E6%8A%A5", "年报")]
    public async Task Segment_Encoded_KeepsSlashesEncodedAndDecodesTheRest(string path, string expected)
    {
        await using var host = await TestHost.StartAsync(typeof(Routes));
        Assert.Equal(expected, await host.GetTextAsync(path));
    }

    internal static class Routes
    {
        [Function("root")]
        public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{x:regex(^$)?}")] HttpRequest request) =>
            Results.Text("home");

        [Function("report")]
        public static IResult Report([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{id}")] HttpRequest request) =>
            Results.Text("report");

        [Function("reportList")]
        public static IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports")] HttpRequest request) =>
            Results.Text("list");

        [Function("reportCreate")]
        public static IResult Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports")] HttpRequest request) =>
            Results.Created();

        [Function("ping")]
        public static IResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("ping");

        [Function("pong")]
        public static IResult Pong([HttpTrigger(AuthorizationLevel.Anonymous, Route = "")] HttpRequest request) => Results.Text("pong");

        [Function("listed")]
        public static IResult Listed([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options")] HttpRequest request) =>
            Results.NoContent();

        [Function("year")]
        public static IResult Year([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "years/{year:int}")] HttpRequest request) =>
            Results.Ok();

        [Function("page")]
        public static IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pages/{page:int?}")] HttpRequest request) =>
            Results.Ok();

        [Function("segment")]
        public static IResult Segment(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "segments/{segment}")] HttpRequest request,
            string segment
        ) => Results.Text(segment);
    }

    internal static class CatchAll
    {
        [Function("zNotFound")]
        public static IResult NotFound([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*rest}")] HttpRequest request) =>
            Results.Text("custom", statusCode: StatusCodes.Status404NotFound);
    }
}
