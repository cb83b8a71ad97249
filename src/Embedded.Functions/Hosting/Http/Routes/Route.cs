using Embedded.Functions.Hosting.Discovery;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Embedded.Functions.Hosting.Http.Routes;

/// <summary>A function's route, parsed.</summary>
internal sealed class Route
{
    private readonly IReadOnlyList<RouteShape> _shapes;

    private Route(FunctionDescriptor function, Trigger.Http trigger, RoutePattern pattern, IReadOnlyList<RouteShape> shapes)
    {
        Function = function;
        Trigger = trigger;
        Pattern = pattern;
        _shapes = shapes;
    }

    public FunctionDescriptor Function { get; }

    public Trigger.Http Trigger { get; }

    public RoutePattern Pattern { get; }

    /// <exception cref="InvalidOperationException">It is malformed or reserved.</exception>
    public static Route Parse(FunctionDescriptor function, Trigger.Http trigger, string prefix, ParameterPolicyFactory policies)
    {
        if (
            trigger.Route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
            || trigger.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw Refused(function, trigger, "routes beginning with 'admin' or 'runtime' belong to the host");
        }

        if (trigger.Route.StartsWith('/'))
        {
            throw Refused(function, trigger, "a route must not begin with '/'; the root is \"{x:regex(^$)?}\"");
        }

        try
        {
            var pattern = RoutePatternFactory.Parse(prefix.Length == 0 ? trigger.Route : $"{prefix}/{trigger.Route}");
            return new Route(function, trigger, pattern, RouteShape.Of(pattern, policies));
        }
        catch (Exception fault) when (fault is RoutePatternException or InvalidOperationException or ArgumentException)
        {
            throw Refused(function, trigger, fault.Message, fault);
        }
    }

    /// <summary>Checks this route against one of a function that comes later by name.</summary>
    /// <exception cref="InvalidOperationException">Some request would match both, and the two routings would not agree on it.</exception>
    public void RefuseOverlapWithLater(Route later)
    {
        if (
            Trigger.Methods.Count > 0
            && later.Trigger.Methods.Count > 0
            && !Trigger.Methods.Intersect(later.Trigger.Methods, StringComparer.OrdinalIgnoreCase).Any()
        )
        {
            return;
        }

        foreach (var own in _shapes)
        {
            foreach (var other in later._shapes)
            {
                if (own.Overlaps(other) && !other.YieldsTo(own))
                {
                    var advice = own.YieldsTo(other)
                        ? $"Give '{Function.Name}' a name that sorts after '{later.Function.Name}', for example z{Function.Name}."
                        : "Constrain one of them, or serve both with one function.";
                    throw new InvalidOperationException(
                        $"Functions '{Function.Name}' (route \"{Trigger.Route}\") and '{later.Function.Name}' (route \"{later.Trigger.Route}\") "
                            + $"overlap: a request could match both. {advice}"
                    );
                }
            }
        }
    }

    private static InvalidOperationException Refused(
        FunctionDescriptor function,
        Trigger.Http trigger,
        string why,
        Exception? cause = null
    ) => new($"Function '{function.Name}': route \"{trigger.Route}\" cannot be served: {why}.", cause);
}
