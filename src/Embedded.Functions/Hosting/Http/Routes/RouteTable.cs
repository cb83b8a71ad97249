using Embedded.Functions.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Embedded.Functions.Hosting.Http.Routes;

/// <summary>The endpoints of all HTTP functions.</summary>
internal static class RouteTable
{
    /// <exception cref="InvalidOperationException">
    /// A route is malformed or reserved, or two overlap; the message names the functions. The real host takes the first function by
    /// name and then routes again by precedence, so that two overlapping routes can mix up their values: better not to start.
    /// </exception>
    public static IReadOnlyList<Endpoint> Build(
        IEnumerable<FunctionDescriptor> functions,
        string routePrefix,
        ParameterPolicyFactory policies,
        Func<FunctionDescriptor, Trigger.Http, HttpContext, Task> handle
    )
    {
        var routes = new List<Route>();
        foreach (var function in functions)
        {
            if (function.Trigger is not Trigger.Http http)
            {
                continue;
            }

            var route = Route.Parse(function, http, routePrefix, policies);
            foreach (var other in routes)
            {
                other.RefuseOverlapWithLater(route);
            }

            routes.Add(route);
        }

        return [.. routes.Select(route => Endpoint(route, handle))];
    }

    private static Endpoint Endpoint(Route route, Func<FunctionDescriptor, Trigger.Http, HttpContext, Task> handle)
    {
        var (function, http) = (route.Function, route.Trigger);
        var builder = new RouteEndpointBuilder(context => handle(function, http, context), route.Pattern, order: 0)
        {
            DisplayName = function.Name,
        };
        builder.Metadata.Add(new HttpMethodMetadata(http.Methods));
        builder.Metadata.Add(HostEndpoint.Instance);
        return builder.Build();
    }
}

/// <summary>Marks the endpoints that are ours, other than those the router makes up to answer 405.</summary>
internal sealed class HostEndpoint
{
    public static HostEndpoint Instance { get; } = new();
}
