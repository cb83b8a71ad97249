using System.Reflection;
using Disclosure.Functions.Workflow;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Tests.Architecture;

/// <summary>The real host takes the first matching route in the order of function names: so no two of ours may match one address.</summary>
public sealed class RouteTests
{
    private const string CatchAll = "zNotFound";

    private static readonly IReadOnlyList<(string Name, string Route, string[] Methods)> s_functions =
    [
        .. from type in typeof(ReportLifecycle).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method
            .GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(found => found is not null)
        where trigger is not null
        select (function.Name, trigger.Route!, trigger.Methods ?? []),
    ];

    [Fact]
    public void Routes_AnyTwo_NeverOverlap()
    {
        Assert.True(s_functions.Count > 20, "The functions were not found.");
        var overlapping =
            from one in s_functions
            from other in s_functions
            where
                string.CompareOrdinal(one.Name, other.Name) < 0
                && one.Name != CatchAll
                && other.Name != CatchAll
                && Overlap(one.Route, other.Route)
            select $"{one.Name} {one.Route} ~ {other.Name} {other.Route}";

        Assert.Empty(overlapping);
    }

    [Fact]
    public void CatchAll_ByName_SortsBehindEveryOtherFunction() =>
        Assert.Equal(CatchAll, s_functions.Select(function => function.Name).Order(StringComparer.OrdinalIgnoreCase).Last());

    [Fact]
    public void Routes_All_AvoidWhatTheRealHostRefuses()
    {
        foreach (var (name, route, methods) in s_functions)
        {
            Assert.False(
                route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
                    || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase),
                name
            );
            Assert.NotEqual("", route);
            Assert.NotEqual("/", route);
            Assert.NotEmpty(methods);
        }
    }

    [Fact]
    public void Functions_Names_AreUniqueIgnoringCase()
    {
        var names = typeof(ReportLifecycle)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
            .Where(name => name is not null)
            .ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("api/reports/{id}", "api/reports/{id}/content", false)]
    [InlineData("reports/{organ}/{serial}", "reports/{organ}/feed", true)]
    [InlineData("sign-in", "sign-in/{token}", false)]
    public void Overlap_KnownPairs_AreJudgedRight(string one, string other, bool expected) => Assert.Equal(expected, Overlap(one, other));

    // The root's route matches the empty address only.
    private static bool Overlap(string one, string other)
    {
        if (one.StartsWith("{x:regex", StringComparison.Ordinal) || other.StartsWith("{x:regex", StringComparison.Ordinal))
        {
            return false;
        }

        var (left, right) = (one.Split('/'), other.Split('/'));
        return left.Length == right.Length
            && left.Zip(right)
                .All(pair =>
                    pair.First[0] == '{'
                    || pair.Second[0] == '{'
                    || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)
                );
    }
}
