using Disclosure.Pages.Shared;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Disclosure.Pages;

/// <summary>
/// A page that is ready to be rendered: as exact bytes, to be stored and digested, or straight into a response. The same model gives the
/// same bytes every time, on any machine and in any culture. Rendering does no I/O of its own and may be repeated.
/// </summary>
public sealed class Page : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    /// <summary>The media type of every page.</summary>
    public const string MediaType = "text/html; charset=utf-8";

    private readonly Func<RazorSlice> compose;

    internal Page(Func<RazorSlice> compose, int statusCode = StatusCodes.Status200OK)
    {
        this.compose = compose;
        StatusCode = statusCode;
    }

    /// <summary>The HTTP status with which the page answers.</summary>
    public int StatusCode { get; }

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    string? IContentTypeHttpResult.ContentType => MediaType;

    /// <summary>The same page under another status, such as 409 for a receipt of what was decided before.</summary>
    public Page WithStatus(int statusCode) => new(compose, statusCode);

    /// <summary>The page as UTF-8, without a byte order mark.</summary>
    public async ValueTask<byte[]> RenderAsync(CancellationToken cancellationToken = default)
    {
        using var bytes = new MemoryStream();
        await compose().RenderAsync(bytes, HarmlessHtmlEncoder.Instance, cancellationToken);
        return bytes.ToArray();
    }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);

        // Rendered before the response starts: a fault in a slice is then an ordinary error, not half a page.
        var bytes = await RenderAsync(httpContext.RequestAborted);
        httpContext.Response.StatusCode = StatusCode;
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
