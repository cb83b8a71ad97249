using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class FrontTests
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_ForwardedByAClient_AreDroppedAndTheHostStays()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/front/headers");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("x-forwarded-host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Other", "kept");
        request.Headers.Host = "reports.example";
        using var response = await host.Client.SendAsync(request, s_cancel);
        Assert.Equal("http reports.example [] kept", await response.Content.ReadAsStringAsync(s_cancel));
    }

    [Fact]
    public async Task Body_AtTheWorkersLimit_IsRead()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        using var response = await host.SendAsync(HttpMethod.Post, "/front/read", new ByteArrayContent(new byte[30_000_000]));
        Assert.Equal("30000000", await response.Content.ReadAsStringAsync(s_cancel));
    }

    [Fact]
    public async Task Body_LargerThanTheWorkersLimit_Answers500WhenRead()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        Assert.StartsWith("HTTP/1.1 500", await AnswerToHeadAsync(host, "/front/read", 30_000_001), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_LimitLifted_IsRead()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        using var response = await host.SendAsync(HttpMethod.Post, "/front/lifted", new ByteArrayContent(new byte[30_000_001]));
        Assert.Equal("30000001", await response.Content.ReadAsStringAsync(s_cancel));
    }

    [Fact]
    public async Task Body_LargerThanTheHostsLimit_Answers500EvenIfLifted()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        Assert.StartsWith("HTTP/1.1 500", await AnswerToHeadAsync(host, "/front/lifted", 104_857_601), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_LiftedWithoutEnd_KeepsTheHostsLimit()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        Assert.Equal("104857600", await host.GetTextAsync("/front/limit"));
    }

    [Fact]
    public async Task Body_ReadSynchronously_Answers500()
    {
        await using var host = await TestHost.StartAsync(typeof(Facts));
        using var response = await host.SendAsync(HttpMethod.Post, "/front/synchronous", new StringContent("text"));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    // Only the head is sent: the host does not wait for a body it will not take.
    private static async Task<string?> AnswerToHeadAsync(TestHost host, string path, long length)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, s_cancel);
        var head = $"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), s_cancel);
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadLineAsync(s_cancel);
    }

    internal static class Facts
    {
        [Function("frontHeaders")]
        public static IResult Headers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "front/headers")] HttpRequest request) =>
            Results.Text(
                $"{request.Scheme} {request.Host} [{string.Join(',', request.Headers.Keys.Where(name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)))}] {request.Headers["X-Other"]}"
            );

        [Function("frontRead")]
        public static async Task<IResult> Read(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "front/read")] HttpRequest request
        )
        {
            long length = 0;
            var buffer = new byte[81920];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                length += read;
            }

            return Results.Text($"{length}");
        }

        [Function("frontLifted")]
        public static Task<IResult> Lifted([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "front/lifted")] HttpRequest request)
        {
            request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            return Read(request);
        }

        [Function("frontLimit")]
        public static IResult Limit([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "front/limit")] HttpRequest request)
        {
            var limit = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!;
            limit.MaxRequestBodySize = null;
            return Results.Text($"{limit.MaxRequestBodySize}");
        }

        [Function("frontSynchronous")]
        public static IResult Synchronous(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "front/synchronous")] HttpRequest request
        )
        {
            using var reader = new StreamReader(request.Body);
            return Results.Text(reader.ReadToEnd());
        }
    }
}
