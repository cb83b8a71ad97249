using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Http;

/// <summary>
/// Which methods each of our addresses answers, read from the triggers themselves. The hosts give an empty 404 for a method that no
/// function lists; with this the catch-all can say 405 and what is allowed.
/// </summary>
internal sealed class ClosedPaths
{
    private readonly (TemplateMatcher Matcher, string[] Methods)[] _routes =
    [
        .. from type in typeof(ClosedPaths).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        where method.GetCustomAttribute<FunctionAttribute>() is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        let route = trigger?.Route
        where route is not null && !route.Contains('*', StringComparison.Ordinal)
        select (new TemplateMatcher(TemplateParser.Parse(WithoutConstraints(route)), []), trigger.Methods ?? []),
    ];

    /// <summary>The methods that the function at this path lists; empty if there is no such path.</summary>
    public IReadOnlyList<string> MethodsOf(string path) =>
        [
            .. _routes
                .Where(route => route.Matcher.TryMatch(path, new RouteValueDictionary()))
                .SelectMany(route => route.Methods)
                .Select(method => method.ToUpperInvariant())
                .Distinct(),
        ];

    // The root's own constraint is the one way to say "nothing"; for the others the shape is enough to answer 405.
    private static string WithoutConstraints(string route) => route.StartsWith("{x:regex", StringComparison.Ordinal) ? "" : route;
}
