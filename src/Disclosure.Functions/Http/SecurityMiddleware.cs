using Disclosure.Functions.Errors;
using Disclosure.Functions.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Http;

/// <summary>
/// Headers that every answer carries, and the refusal of changes asked for by another site's page. Addresses are compared with the
/// configured one: what a request says of its own host is not believed.
/// </summary>
internal sealed class SecurityMiddleware(IOptions<DisclosureOptions> options) : IFunctionsWorkerMiddleware
{
    private readonly Uri _own = new(options.Value.PublicBaseUrl);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        // The worker's own limit answers with an empty 500; RequestBody has a limit of its own that answers 413.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = PagePolicy.ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (IsForeignChange(http.Request))
        {
            await http.Request.Problem(ApiErrors.CrossOrigin).ExecuteAsync(http);
            return;
        }

        await next(context);
    }

    // Browsers send Origin with every POST and PUT; scripts and other systems send none and carry a bearer token or a link instead.
    private bool IsForeignChange(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return false;
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site";
        }

        return !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !IsOwn(from);
    }

    // On a developer's machine localhost and 127.0.0.1 are the same place.
    private bool IsOwn(Uri from) =>
        from.Scheme == _own.Scheme
        && from.Port == _own.Port
        && (from.Host.Equals(_own.Host, StringComparison.OrdinalIgnoreCase) || (from.IsLoopback && _own.IsLoopback));
}
