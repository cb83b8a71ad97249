using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class BindingTests
{
    private static readonly Guid s_guid = new("5f0c2a34-8e6d-4d0b-9a53-6a5f3a1f7c11");

    [Fact]
    public async Task Bind_RouteValues_ConvertsTextNumberAndGuid()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        Assert.Equal($"年报|7|{s_guid}", await host.GetTextAsync($"/bound/route/%E5%B9%B4%E6%8A%A5/7/{s_guid:N}"));
    }

    [Fact]
    public async Task Bind_NotInRoute_ComesFromTheQuery()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        Assert.Equal("a|3|True", await host.GetTextAsync("/bound/query/a?page=3&all=true&id=from-query"));
    }

    [Fact]
    public async Task Bind_NotInRouteOrQuery_ComesFromTheJsonBodyWhichStaysReadable()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        using var response = await host.SendAsync(
            HttpMethod.Post,
            "/bound/json?name=query",
            JsonContent.Create(new { name = "json", age = 5 })
        );
        Assert.Equal("query|5|{\"name\":\"json\",\"age\":5}", await TextAsync(response));
    }

    [Theory]
    [InlineData("{ malformed")]
    [InlineData("[1]")]
    public async Task Bind_BodyWithoutFields_LeavesParametersEmpty(string body)
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        using var response = await host.SendAsync(
            HttpMethod.Post,
            "/bound/json",
            new StringContent(body, Encoding.UTF8, "application/json")
        );
        Assert.Equal($"||{body}", await TextAsync(response));
    }

    [Fact]
    public async Task Bind_NothingThere_IsTheDefaultOrNull()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        Assert.Equal("a|1|", await host.GetTextAsync("/bound/query/a"));
    }

    [Fact]
    public async Task Bind_NothingThereForAValueType_AnswersEmpty500()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        await TestHost.AssertEmptyAsync(HttpStatusCode.InternalServerError, await host.GetAsync("/bound/needed"));
        Assert.Equal("4", await host.GetTextAsync("/bound/needed?number=4"));
    }

    [Theory]
    [InlineData("/bound/needed?number=four")]
    [InlineData("/bound/route/a/x/5f0c2a34-8e6d-4d0b-9a53-6a5f3a1f7c11")]
    [InlineData("/bound/route/a/1/no-guid")]
    public async Task Bind_ConversionFails_AnswersEmpty500(string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        await TestHost.AssertEmptyAsync(HttpStatusCode.InternalServerError, await host.GetAsync(path));
    }

    [Fact]
    public async Task Bind_MvcAttributes_DoNothing()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        // FromQuery would take the query's value, FromServices the service: route first, and no service, as for any other parameter.
        Assert.Equal("route|True", await host.GetTextAsync("/bound/mvc/route?id=query"));
    }

    [Fact]
    public async Task Bind_FromBody_ReadsJson()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        using var response = await host.SendAsync(HttpMethod.Post, "/bound/body", JsonContent.Create(new { name = "陈", age = 40 }));
        Assert.Equal("陈 40", await TextAsync(response));
    }

    [Theory]
    [InlineData("{ malformed", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task Bind_FromBodyFaults_AnswerEmpty500(string body, string contentType)
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        using var response = await host.SendAsync(HttpMethod.Post, "/bound/body", new StringContent(body, Encoding.UTF8, contentType));
        await TestHost.AssertEmptyAsync(HttpStatusCode.InternalServerError, response);
    }

    [Fact]
    public async Task Bind_ContextTokenAndRequestInAnyOrder_AreGiven()
    {
        await using var host = await TestHost.StartAsync(typeof(Bound));
        Assert.Equal("boundOrder GET True True", await host.GetTextAsync("/bound/order"));
    }

    [Fact]
    public async Task Bind_InstanceMethod_GetsServicesOfTheRequestsScope()
    {
        var setup = new Setup { Configure = builder => builder.Services.AddScoped<Scoped>() };
        await using var host = await TestHost.StartAsync(setup, typeof(WithServices));
        var first = await host.GetTextAsync("/services");
        var second = await host.GetTextAsync("/services");
        Assert.NotEqual(first, second);
        Assert.All([first, second], text => Assert.EndsWith("same scope: True", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bind_ClientGoesAway_CancelsTheToken()
    {
        var gone = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var setup = new Setup { Configure = builder => builder.Services.AddSingleton(new Waiter(entered, gone)) };
        await using var host = await TestHost.StartAsync(setup, typeof(Waiting));
        using var client = new CancellationTokenSource();
        var request = host.Client.GetAsync("/waiting", client.Token);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    internal sealed record Person(string Name, int Age);

    internal static class Bound
    {
        [Function("boundRoute")]
        public static IResult Route(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bound/route/{text}/{number}/{id}")] HttpRequest request,
            string text,
            int number,
            Guid id
        ) => Results.Text($"{text}|{number}|{id}");

        [Function("boundQuery")]
        public static IResult Query(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bound/query/{id}")] HttpRequest request,
            string id,
            bool? all,
            int page = 1
        ) => Results.Text($"{id}|{page}|{all}");

        [Function("boundJson")]
        public static async Task<IResult> Json(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bound/json")] HttpRequest request,
            string? name,
            int? age
        )
        {
            using var reader = new StreamReader(request.Body);
            return Results.Text($"{name}|{age}|{await reader.ReadToEndAsync(request.HttpContext.RequestAborted)}");
        }

        [Function("boundNeeded")]
        public static IResult Needed(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bound/needed")] HttpRequest request,
            int number
        ) => Results.Text($"{number}");

        [Function("boundMvc")]
        public static IResult Mvc(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bound/mvc/{id}")] HttpRequest request,
            [FromQuery] string id,
            [FromServices] Scoped? service
        ) => Results.Text($"{id}|{service is null}");

        [Function("boundBody")]
        public static IResult Body(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bound/body")] HttpRequest request,
            [FromBody] Person person
        ) => Results.Text($"{person.Name} {person.Age}");

        [Function("boundOrder")]
        public static IResult Order(
            FunctionContext context,
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bound/order")] HttpRequest request,
            CancellationToken cancellation
        ) =>
            Results.Text(
                $"{context.FunctionDefinition.Name} {request.Method} {cancellation == request.HttpContext.RequestAborted} "
                    + $"{ReferenceEquals(context.GetHttpContext(), request.HttpContext)}"
            );
    }

    internal sealed class Scoped
    {
        private static int s_made;

        public int Number { get; } = Interlocked.Increment(ref s_made);
    }

    internal sealed class WithServices(Scoped scoped)
    {
        [Function("services")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            Results.Text($"{scoped.Number} same scope: {context.InstanceServices.GetService<Scoped>() == scoped}");
    }

    internal sealed record Waiter(TaskCompletionSource Entered, TaskCompletionSource Gone);

    internal sealed class Waiting(Waiter waiter)
    {
        [Function("waiting")]
        public async Task Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
        {
            using var registration = cancellation.Register(waiter.Gone.SetResult);
            waiter.Entered.SetResult();
            await waiter.Gone.Task;
        }
    }
}
