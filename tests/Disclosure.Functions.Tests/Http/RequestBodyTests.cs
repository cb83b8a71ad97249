using System.Text;
using System.Text.Json.Nodes;
using Disclosure.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Disclosure.Functions.Tests.Http;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("{", 400, "malformed-json", null)]
    [InlineData("", 400, "empty-body", null)]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", 400, "malformed-json", null)]
    [InlineData("{\"name\":\"a\",\"other\":1}", 422, "invalid-body", "/other")]
    [InlineData("{\"name\":5}", 422, "invalid-body", "/name")]
    [InlineData("{\"name\":\"a\",\"list\":[1,\"x\"]}", 422, "invalid-body", "/list/1")]
    [InlineData("null", 422, "invalid-body", null)]
    [InlineData("[]", 422, "invalid-body", "")]
    public async Task ReadJson_BadBody_AnswersWithItsPlace(string body, int status, string code, string? pointer)
    {
        var request = Request(body);

        var problem = await AnswerOfAsync(request, await request.ReadJsonAsync<Shape>(TestContext.Current.CancellationToken));

        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(pointer, problem["errors"]?[0]?["pointer"]?.GetValue<string>());
    }

    [Fact]
    public async Task ReadJson_GoodBody_IsRead()
    {
        var result = await Request("""{"name":"甲","list":[1,2]}""").ReadJsonAsync<Shape>(TestContext.Current.CancellationToken);

        Assert.Equal("甲", Assert.IsType<BodyResult<Shape>.Read>(result).Value.Name);
    }

    [Fact]
    public async Task ReadJson_NotJsonByType_Is415()
    {
        var request = Request("{}", "text/plain");

        var problem = await AnswerOfAsync(request, await request.ReadJsonAsync<Shape>(TestContext.Current.CancellationToken));

        Assert.Equal(415, problem["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task ReadBytes_LongerThanDeclaredOrUndeclared_StopsAtTheLimit()
    {
        var request = Request(new string('x', 101));
        request.ContentLength = null;

        Assert.Null(await request.ReadBytesAsync(100, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("zh-CN", "zh")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("fr, en;q=0.5, zh;q=0.7", "zh")]
    [InlineData("", "zh")]
    public async Task Problem_CallersLanguage_IsSpoken(string accept, string expected)
    {
        var request = Request("{");
        request.Headers.AcceptLanguage = accept;

        var problem = await AnswerOfAsync(request, await request.ReadJsonAsync<Shape>(TestContext.Current.CancellationToken));

        Assert.Equal(expected == "zh", problem["title"]!.GetValue<string>().Any(letter => letter >= 0x4E00));
    }

    private static async Task<JsonNode> AnswerOfAsync(HttpRequest request, BodyResult<Shape> result)
    {
        var context = request.HttpContext;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await Assert.IsType<BodyResult<Shape>.Refused>(result).Answer.ExecuteAsync(context);
        return JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray()))!;
    }

    private static HttpRequest Request(string body, string type = "application/json")
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Request.Body = new MemoryStream(bytes);
        context.Request.ContentLength = bytes.Length;
        context.Request.ContentType = type;
        context.Request.Method = "POST";
        return context.Request;
    }

    private sealed record Shape
    {
        public string? Name { get; init; }

        public IReadOnlyList<int>? List { get; init; }
    }
}
