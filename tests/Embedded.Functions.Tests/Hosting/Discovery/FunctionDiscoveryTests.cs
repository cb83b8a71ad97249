using Embedded.Functions.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Tests.Hosting.Discovery;

public sealed class FunctionDiscoveryTests
{
    [Fact]
    public void Find_Functions_AreInTheOrderOfTheirNamesIgnoringCase()
    {
        var names = Find(typeof(Several)).Select(function => function.Name);
        Assert.Equal(["alpha", "Beta", "gamma"], names);
    }

    [Fact]
    public void Find_Function_DescribesItsBindings()
    {
        var definition = Find(typeof(Several)).Single(function => function.Name == "Beta").Definition;
        Assert.Equal("httpTrigger", definition.InputBindings["request"].Type);
        Assert.Equal("durableClient", definition.InputBindings["client"].Type);
        Assert.Equal(typeof(FunctionDiscoveryTests).Assembly.Location, definition.PathToAssembly);
    }

    [Theory]
    [InlineData(typeof(SameName), "Two functions are named")]
    [InlineData(typeof(Underscore), "parameter named '_'")]
    [InlineData(typeof(Private), "must be public")]
    [InlineData(typeof(NoTrigger), "exactly one trigger")]
    [InlineData(typeof(TwoTriggers), "exactly one trigger")]
    [InlineData(typeof(Generic), "must not be generic")]
    [InlineData(typeof(Abstract), "cannot be made")]
    [InlineData(typeof(NoName), "has no name")]
    public void Find_FunctionTheRealHostWouldNotLoad_IsRefused(Type type, string why)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Find(type));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(WrongRequest), "Microsoft.AspNetCore.Http.HttpRequest")]
    [InlineData(typeof(WrongTimer), "TimerInfo")]
    [InlineData(typeof(WrongClient), "DurableTaskClient")]
    public void Build_TriggerOnAnotherType_NamesTheTypeItMustBe(Type type, string expected) =>
        Assert.Contains(expected, TestHost.RefusalOf(type), StringComparison.Ordinal);

    private static IReadOnlyList<FunctionDescriptor> Find(Type type) =>
        FunctionDiscovery.Find(typeof(FunctionDiscoveryTests).Assembly, method => method.DeclaringType == type);

    internal static class Several
    {
        [Function("gamma")]
        public static void Gamma([HttpTrigger] HttpRequest request) { }

        [Function("alpha")]
        public static void Alpha([HttpTrigger] HttpRequest request) { }

        [Function("Beta")]
        public static void Beta([HttpTrigger] HttpRequest request, [DurableClient] DurableTaskClient client) { }

        public static void NoFunction([HttpTrigger] HttpRequest request) { }
    }

    internal static class SameName
    {
        [Function("same")]
        public static void First([HttpTrigger] HttpRequest request) { }

        [Function("Same")]
        public static void Second([HttpTrigger] HttpRequest request) { }
    }

    internal static class Underscore
    {
        [Function("underscore")]
        public static void Run([HttpTrigger] HttpRequest _) { }
    }

    internal static class Private
    {
        [Function("private")]
        internal static void Run([HttpTrigger] HttpRequest request) { }
    }

    internal static class NoTrigger
    {
        [Function("noTrigger")]
        public static void Run(HttpRequest request) { }
    }

    internal static class TwoTriggers
    {
        [Function("twoTriggers")]
        public static void Run([HttpTrigger] HttpRequest request, [TimerTrigger("* * * * *")] TimerInfo timer) { }
    }

    internal static class Generic
    {
        [Function("generic")]
        public static void Run<T>([HttpTrigger] HttpRequest request, T? value) { }
    }

    internal abstract class Abstract
    {
        [Function("abstract")]
        public void Run([HttpTrigger] HttpRequest request) { }
    }

    internal static class NoName
    {
        [Function(" ")]
        public static void Run([HttpTrigger] HttpRequest request) { }
    }

    internal static class WrongRequest
    {
        [Function("wrongRequest")]
        public static void Run([HttpTrigger] string request) { }
    }

    internal static class WrongTimer
    {
        [Function("wrongTimer")]
        public static void Run([TimerTrigger("* * * * *")] string timer) { }
    }

    internal static class WrongClient
    {
        [Function("wrongClient")]
        public static void Run([HttpTrigger] HttpRequest request, [DurableClient] string client) { }
    }
}
