using Disclosure.Functions.Errors;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Http;

/// <summary>
/// Answers whatever no other function does. Its name sorts last on purpose: the real host takes the first matching route in the order
/// of function names.
/// </summary>
internal sealed class UnknownAddress(ClosedPaths paths, IOptions<DisclosureOptions> options)
{
    [Function("zNotFound")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")]
            HttpRequest request
    )
    {
        var path = request.Path.Value ?? "/";
        var allowed = paths.MethodsOf(path);
        if (allowed.Count > 0)
        {
            request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
            return HttpMethods.IsOptions(request.Method) ? Results.NoContent() : request.Problem(ApiErrors.MethodNotAllowed);
        }

        return request.WantsPage() && !path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase)
            ? SitePages.Error(
                new PublicErrorModel
                {
                    Language = request.PageLanguageOf(),
                    SiteName = options.Value.SiteName,
                    StatusCode = StatusCodes.Status404NotFound,
                }
            )
            : request.Problem(ApiErrors.NotFound);
    }
}
