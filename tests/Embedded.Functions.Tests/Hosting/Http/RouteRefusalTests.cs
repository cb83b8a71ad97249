using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class RouteRefusalTests
{
    [Theory]
    [InlineData(typeof(Reserved), "adminPages", "belong to the host")]
    [InlineData(typeof(ReservedRuntime), "webhooks", "belong to the host")]
    [InlineData(typeof(Slash), "slash", "must not begin with '/'")]
    [InlineData(typeof(Malformed), "malformed", "{id")]
    [InlineData(typeof(UnknownConstraint), "unknownConstraint", "year4")]
    public void Build_RouteCannotBeServed_NamesTheFunctionAndWhy(Type functions, string name, string why)
    {
        var message = TestHost.RefusalOf(functions);
        Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_RoutesOverlap_NamesBothFunctions()
    {
        var message = TestHost.RefusalOf(typeof(Overlapping));
        Assert.Contains("'byId'", message, StringComparison.Ordinal);
        Assert.Contains("'bySearch'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_CatchAllNotSortingLast_SaysHowToNameIt()
    {
        var message = TestHost.RefusalOf(typeof(EarlyCatchAll));
        Assert.Contains("'anything'", message, StringComparison.Ordinal);
        Assert.Contains("for example zanything", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_ApiAdminRoute_IsServed()
    {
        await using var host = await TestHost.StartAsync(typeof(ApiAdmin));
        Assert.Equal("fine", await host.GetTextAsync("/api/admin/organs"));
    }

    internal static class Reserved
    {
        [Function("adminPages")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Administration/x")] HttpRequest request) { }
    }

    internal static class ReservedRuntime
    {
        [Function("webhooks")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runtime/x")] HttpRequest request) { }
    }

    internal static class Slash
    {
        [Function("slash")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequest request) { }
    }

    internal static class Malformed
    {
        [Function("malformed")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id")] HttpRequest request) { }
    }

    internal static class UnknownConstraint
    {
        [Function("unknownConstraint")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id:year4}")] HttpRequest request) { }
    }

    internal static class Overlapping
    {
        [Function("byId")]
        public static void ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/{id}")] HttpRequest request) { }

        [Function("bySearch")]
        public static void BySearch(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "reports/search")] HttpRequest request
        ) { }
    }

    internal static class EarlyCatchAll
    {
        [Function("anything")]
        public static void Anything([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*rest}")] HttpRequest request) { }

        [Function("home")]
        public static void Home([HttpTrigger(AuthorizationLevel.Anonymous, Route = "home")] HttpRequest request) { }
    }

    internal static class ApiAdmin
    {
        [Function("adminOrgans")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/organs")] HttpRequest request) =>
            Results.Text("fine");
    }
}
