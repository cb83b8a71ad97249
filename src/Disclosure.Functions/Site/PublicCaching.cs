using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Disclosure.Functions.Site;

/// <summary>What the public may keep, and for how long.</summary>
internal static class PublicCaching
{
    private const string Minute = "public, max-age=60";

    public static void ForAMinute(HttpRequest request) => request.HttpContext.Response.Headers.CacheControl = Minute;

    /// <summary>Bytes under their digest: a client that has them gets 304.</summary>
    public static IResult Bytes(
        HttpRequest request,
        byte[] content,
        string contentType,
        string tag,
        DateTimeOffset? lastModified,
        string cacheControl = Minute
    )
    {
        request.HttpContext.Response.Headers.CacheControl = cacheControl;
        return Results.Bytes(content, contentType, lastModified: lastModified, entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }
}
