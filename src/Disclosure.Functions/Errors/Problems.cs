using System.Text.Json;
using System.Text.Json.Nodes;
using Disclosure.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Errors;

/// <summary>Problem documents (RFC 9457) in the caller's language with a stable <c>code</c>.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json; charset=utf-8";

    /// <summary>An answer that refuses a request.</summary>
    /// <param name="request">Decides the language.</param>
    /// <param name="error">From <see cref="ApiErrors"/>.</param>
    /// <param name="detail">What exactly, where the title does not say it all; both languages.</param>
    /// <param name="extensions">Members beside the standard ones, such as <c>errors</c> or <c>findings</c>.</param>
    public static IResult Problem(
        this HttpRequest request,
        ApiError error,
        Bilingual? detail = null,
        params (string Name, object? Value)[] extensions
    )
    {
        var language = request.LanguageOf();
        var document = new JsonObject
        {
            ["type"] = "about:blank#" + error.Code,
            ["title"] = error.Text(language),
            ["status"] = error.Status,
            ["code"] = error.Code,
        };
        if (detail is not null)
        {
            document["detail"] = detail.In(language);
        }

        foreach (var (name, value) in extensions)
        {
            document[name] = JsonSerializer.SerializeToNode(value, Json.Wire);
        }

        return Results.Text(document.ToJsonString(Json.Wire), ContentType, statusCode: error.Status);
    }
}
