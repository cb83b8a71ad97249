using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class MiddlewareTests
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task UseMiddleware_Several_RunInTheOrderAddedAroundTheFunction()
    {
        var log = new Log();
        var setup = new Setup
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(log);
                builder.UseMiddleware<Outer>();
                builder.UseMiddleware<Inner>();
            },
        };
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        await host.GetTextAsync("/target/ok");
        Assert.Equal(["outer in", "inner in", "function", "inner out", "outer out"], log.Lines);
    }

    [Fact]
    public async Task UseMiddleware_OneInstanceForTheAppsLife()
    {
        var setup = new Setup { Configure = builder => builder.UseMiddleware<Counting>() };
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        using var first = await host.GetAsync("/target/plain");
        using var second = await host.GetAsync("/target/plain");
        Assert.Equal("1", first.Headers.GetValues("x-count").Single());
        Assert.Equal("2", second.Headers.GetValues("x-count").Single());
    }

    [Fact]
    public async Task UseWhen_PredicateFalse_SkipsTheMiddleware()
    {
        var setup = new Setup
        {
            Configure = builder => builder.UseWhen<Counting>(context => context.FunctionDefinition.Name == "targetOther"),
        };
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        using var response = await host.GetAsync("/target/plain");
        Assert.False(response.Headers.Contains("x-count"));
    }

    [Fact]
    public async Task Middleware_NotCallingNext_ShortCircuits()
    {
        var setup = With(
            async (context, _) =>
            {
                var http = context.GetHttpContext()!;
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await http.Response.WriteAsync("stop", http.RequestAborted);
            }
        );
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        using var response = await host.GetAsync("/target/throws");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("stop", await response.Content.ReadAsStringAsync(s_cancel));
    }

    [Theory]
    [InlineData("/target/throws", "FormatException")]
    [InlineData("/target/needs", "FunctionInputConverterException")]
    [InlineData("/target/needs?number=x", "FunctionInputConverterException")]
    public async Task Middleware_Catching_TurnsFunctionAndBindingFaultsIntoAResult(string path, string expected)
    {
        var setup = With(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception fault)
                {
                    context.GetInvocationResult().Value = Results.Problem(fault.GetType().Name, statusCode: 422);
                }
            }
        );
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        using var response = await host.GetAsync(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(s_cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_SettingHeadersAfterNext_IsInTimeSinceResultsRunLater()
    {
        var setup = With(
            async (context, next) =>
            {
                await next(context);
                Assert.False(context.GetHttpContext()!.Response.HasStarted);
                context.GetHttpContext()!.Response.Headers["x-after"] = "set";
            }
        );
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        using var response = await host.GetAsync("/target/plain");
        Assert.Equal("set", response.Headers.GetValues("x-after").Single());
    }

    [Fact]
    public async Task Middleware_Throwing_AnswersEmpty500()
    {
        await using var host = await TestHost.StartAsync(With((_, _) => throw new InvalidOperationException()), typeof(Target));
        await TestHost.AssertEmptyAsync(HttpStatusCode.InternalServerError, await host.GetAsync("/target/plain"));
    }

    [Fact]
    public async Task Middleware_SeesDefinitionBindingsItemsAndFeatures()
    {
        string? seen = null;
        var setup = With(
            (context, next) =>
            {
                var binding = context.FunctionDefinition.InputBindings["request"];
                context.Features.Set(new Log());
                context.Items["key"] = "item";
                seen =
                    $"{context.FunctionDefinition.EntryPoint} {binding.Type} {binding.Direction} {context.BindingContext.BindingData["id"]} "
                    + $"{context.Features.Get<Log>() is not null} {context.FunctionId == context.FunctionDefinition.Id} {Guid.TryParse(context.InvocationId, out _)}";
                return next(context);
            }
        );
        await using var host = await TestHost.StartAsync(setup, typeof(Target));
        await host.GetTextAsync("/target/items/7");
        Assert.Equal("Embedded.Functions.Tests.Hosting.Http.MiddlewareTests+Target.Items httpTrigger In 7 True True True", seen);
    }

    [Fact]
    public async Task Use_AfterBuild_IsRefused()
    {
        Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder? builder = null;
        await using var host = await TestHost.StartAsync(new Setup { Configure = given => builder = given }, typeof(Target));
        Assert.Throws<InvalidOperationException>(() => builder!.Use(next => next));
        Assert.Throws<InvalidOperationException>(() => builder!.Build());
    }

    private static Setup With(Func<FunctionContext, FunctionExecutionDelegate, Task> middleware) =>
        new() { Configure = builder => builder.Use(next => context => middleware(context, next)) };

    internal sealed class Log
    {
        public List<string> Lines { get; } = [];
    }

    internal sealed class Outer(Log log) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            log.Lines.Add("outer in");
            await next(context);
            log.Lines.Add("outer out");
        }
    }

    internal sealed class Inner(Log log) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            log.Lines.Add("inner in");
            await next(context);
            log.Lines.Add("inner out");
        }
    }

    internal sealed class Counting : IFunctionsWorkerMiddleware
    {
        private int _count;

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()!.Response.Headers["x-count"] = $"{++_count}";
            return next(context);
        }
    }

    internal static class Target
    {
        [Function("targetOk")]
        public static IResult Ok(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "target/ok")] HttpRequest request,
            FunctionContext context
        )
        {
            context.InstanceServices.GetRequiredService<Log>().Lines.Add("function");
            return Results.Text("ok");
        }

        [Function("targetPlain")]
        public static IResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "target/plain")] HttpRequest request) =>
            Results.Text("plain");

        [Function("targetThrows")]
        public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "target/throws")] HttpRequest request) =>
            throw new FormatException();

        [Function("targetNeeds")]
        public static IResult Needs(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "target/needs")] HttpRequest request,
            int number
        ) => Results.Text($"{number}");

        [Function("targetItems")]
        public static IResult Items(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "target/items/{id}")] HttpRequest request,
            FunctionContext context
        ) => Results.Text((string)context.Items["key"]);
    }
}
