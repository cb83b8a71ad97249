using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class KeyTests
{
    private static readonly Setup s_keys = new() { Args = ["--Embedded:FunctionKey", "fk", "--Embedded:MasterKey", "mk"] };

    [Theory]
    [InlineData("/key/function", null, HttpStatusCode.Unauthorized)]
    [InlineData("/key/function", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/key/function", "fk", HttpStatusCode.OK)]
    [InlineData("/key/function", "mk", HttpStatusCode.OK)]
    [InlineData("/key/default", null, HttpStatusCode.Unauthorized)]
    [InlineData("/key/default", "fk", HttpStatusCode.OK)]
    [InlineData("/key/administrator", "fk", HttpStatusCode.Unauthorized)]
    [InlineData("/key/administrator", "mk", HttpStatusCode.OK)]
    [InlineData("/key/user", "fk", HttpStatusCode.Unauthorized)]
    [InlineData("/key/open", null, HttpStatusCode.OK)]
    public async Task Request_WithKey_IsAnsweredByItsLevel(string path, string? key, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(s_keys, typeof(Guarded));
        using var byQuery = await host.GetAsync(key is null ? path : $"{path}?code={key}");
        Assert.Equal(expected, byQuery.StatusCode);
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            byHeader.Headers.Add("x-functions-key", key);
        }

        using var response = await host.Client.SendAsync(byHeader, TestContext.Current.CancellationToken);
        await TestHost.AssertEmptyAsync(expected, response);
    }

    [Theory]
    [InlineData("/key/function?code=")]
    [InlineData("/key/function?code=fk")]
    [InlineData("/key/administrator")]
    public async Task Request_NoKeyConfigured_IsNeverLetIn(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Guarded));
        await TestHost.AssertEmptyAsync(HttpStatusCode.Unauthorized, await host.GetAsync(path));
    }

    [Fact]
    public async Task Request_WithoutKey_DoesNotReachMiddleware()
    {
        var reached = false;
        var setup = s_keys with
        {
            Configure = builder =>
                builder.Use(next =>
                    context =>
                    {
                        reached = true;
                        return next(context);
                    }
                ),
        };
        await using var host = await TestHost.StartAsync(setup, typeof(Guarded));
        using var refused = await host.GetAsync("/key/function");
        Assert.False(reached);
        using var let = await host.GetAsync("/key/function?code=fk");
        Assert.True(reached);
    }

    internal static class Guarded
    {
        [Function("keyDefault")]
        public static void Default([HttpTrigger("get", Route = "key/default")] HttpRequest request) { }

        [Function("keyFunction")]
        public static void Function([HttpTrigger(AuthorizationLevel.Function, "get", Route = "key/function")] HttpRequest request) { }

        [Function("keyAdmin")]
        public static void Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "key/administrator")] HttpRequest request) { }

        [Function("keyUser")]
        public static void User([HttpTrigger(AuthorizationLevel.User, "get", Route = "key/user")] HttpRequest request) { }

        [Function("keyOpen")]
        public static void Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "key/open")] HttpRequest request) { }
    }
}
