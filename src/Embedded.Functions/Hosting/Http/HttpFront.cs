using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting.Http;

/// <summary>What the host does to every request, whatever answers it.</summary>
internal sealed class HttpFront(ILogger<HttpFront> logger)
{
    private const string Forwarded = "X-Forwarded-";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        DropForwarded(context.Request.Headers);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { } limit)
        {
            context.Features.Set<IHttpMaxRequestBodySizeFeature>(new BodyLimit(limit));
        }

        try
        {
            if (context.Request.ContentLength > BodyLimit.OfHost)
            {
                throw new BadHttpRequestException("The body is larger than the host takes.", StatusCodes.Status413PayloadTooLarge);
            }

            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.ClientGone(context.Request.Method);
        }
        catch (Exception fault)
        {
            logger.RequestFailed(fault, context.GetEndpoint()?.DisplayName ?? "(none)");
            FailEmpty(context);
        }
    }

    private static void DropForwarded(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => name.StartsWith(Forwarded, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            headers.Remove(name);
        }
    }

    private static void FailEmpty(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
