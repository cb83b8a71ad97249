using System.Text;
using System.Text.Json.Nodes;
using Disclosure.Functions.Demo;
using Disclosure.Functions.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Disclosure.Functions.Tests;

/// <summary>What a function answered.</summary>
internal sealed record Reply(int Status, JsonNode? Body, string? ETag)
{
    /// <summary>The stable code of a problem.</summary>
    public string? Code => Body?["code"]?.GetValue<string>();
}

/// <summary>A request to a function, without a host: everything that the function reads of it is here.</summary>
internal sealed record Ask
{
    public string Method { get; init; } = "GET";

    /// <summary>Id of one of the demonstration's people; null for nobody.</summary>
    public string? Person { get; init; } = "drafter";

    public string? Body { get; init; }

    public string Type { get; init; } = "application/json";

    public string Query { get; init; } = "";

    public string? IfMatch { get; init; }

    public string Language { get; init; } = "zh";

    public static Ask Get(string person, string query = "") => new() { Person = person, Query = query };

    public static Ask Post(string? body = null, string? ifMatch = null) =>
        new()
        {
            Method = "POST",
            Body = body,
            IfMatch = ifMatch,
        };

    public static Ask Put(string person, string body, string? ifMatch = null) =>
        new()
        {
            Method = "PUT",
            Person = person,
            Body = body,
            IfMatch = ifMatch,
        };
}

internal static class OfficeHttp
{
    private static readonly ServiceProvider s_services = new ServiceCollection().AddLogging().BuildServiceProvider();

    /// <summary>Calls a function as a signed-in person and reads its answer.</summary>
    public static async Task<Reply> CallAsync(this Office office, Ask ask, Func<HttpRequest, Task<IResult>> function)
    {
        var context = new DefaultHttpContext { RequestServices = s_services };
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(ask.Body ?? ""));
        using var answered = new MemoryStream();
        context.Request.Method = ask.Method;
        context.Request.QueryString = new QueryString(ask.Query);
        context.Request.Headers.AcceptLanguage = ask.Language;
        context.Request.Body = sent;
        context.Request.ContentLength = sent.Length;
        context.Request.ContentType = ask.Body is null ? null : ask.Type;
        context.Response.Body = answered;
        if (ask.Person is { } person)
        {
            var (token, _) = office.Get<SessionTokens>().Issue(DemoPeople.Organ.Value, person);
            context.Request.Headers.Authorization = "Bearer " + token;
        }

        if (ask.IfMatch is { } tag)
        {
            context.Request.Headers.IfMatch = tag;
        }

        await (await function(context.Request)).ExecuteAsync(context);
        return new Reply(
            context.Response.StatusCode,
            answered.Length == 0 ? null : JsonNode.Parse(answered.ToArray()),
            context.Response.Headers.ETag.ToString() is { Length: > 0 } etag ? etag : null
        );
    }
}
