using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Invocation;
using Embedded.Functions.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Embedded.Functions.Hosting.Http;

/// <summary>Runs a function for a request and sends what it returned.</summary>
internal sealed class HttpInvocation(InvocationPipeline pipeline, HostKeys keys)
{
    public async Task HandleAsync(FunctionDescriptor function, Trigger.Http trigger, HttpContext http)
    {
        if (!keys.Opens(trigger.Level, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var context = pipeline.CreateContext(function, http, BindingData(http), http.RequestServices, http.RequestAborted);
        context.Items[InvocationItems.HttpContext] = http;
        var result = await pipeline.RunAsync(context);
        if (result is not (IActionResult or IResult))
        {
            // Anything else returned is dropped, as on the real host.
            return;
        }

        if (http.Response.HasStarted)
        {
            throw new InvalidOperationException($"Function '{function.Name}' both wrote to the response and returned a result.");
        }

        await (
            result is IActionResult action
                ? action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()))
                : ((IResult)result).ExecuteAsync(http)
        );
    }

    private static Dictionary<string, object?> BindingData(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
        {
            data[name] = value.ToString();
        }

        foreach (var (name, value) in http.Request.RouteValues)
        {
            data[name] = value;
        }

        return data;
    }
}
