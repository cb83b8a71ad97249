using System.Net;
using Embedded.Functions.Hosting.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Durable;

public sealed class DurableFunctionTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orchestration_StartedByARequest_RunsItsActivitiesToTheEnd()
    {
        await using var host = await TestHost.StartAsync(DurableSetup.New(azurite, Services), typeof(Flow));
        using var started = await host.SendAsync(HttpMethod.Post, "/start/flow-1/7");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var done = await WaitAsync(host, "flow-1");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal("7 doubled by double for flow-1 is 14", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestration_NamedByItsTrigger_IsFoundByThatName()
    {
        await using var host = await TestHost.StartAsync(DurableSetup.New(azurite, Services), typeof(Flow));
        await ClientOf(host).ScheduleNewOrchestrationInstanceAsync("NamedFlow", null, new StartOrchestrationOptions("named-1"), s_cancel);
        Assert.Equal("named", (await WaitAsync(host, "named-1")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(null, "nothing")]
    [InlineData(5, "5")]
    public async Task Orchestration_InputParameter_IsItsInputOrItsDefault(int? input, string expected)
    {
        await using var host = await TestHost.StartAsync(DurableSetup.New(azurite), typeof(Inputs));
        await ClientOf(host).ScheduleNewOrchestrationInstanceAsync("inputs", input, new StartOrchestrationOptions("inputs-1"), s_cancel);
        Assert.Equal(expected, (await WaitAsync(host, "inputs-1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_Throwing_FailsWithItsMessageThroughTheMiddleware()
    {
        var seen = new List<string>();
        var setup = DurableSetup.New(
            azurite,
            builder =>
                builder.Use(next =>
                    async context =>
                    {
                        try
                        {
                            await next(context);
                        }
                        catch (Exception fault)
                        {
                            lock (seen)
                            {
                                seen.Add($"{context.FunctionDefinition.Name}: {fault.GetType().Name}");
                            }

                            throw;
                        }
                    }
                )
        );
        await using var host = await TestHost.StartAsync(setup, typeof(Failing));
        await ClientOf(host).ScheduleNewOrchestrationInstanceAsync("failing", null, new StartOrchestrationOptions("failing-1"), s_cancel);
        Assert.Equal("System.FormatException: bad report", (await WaitAsync(host, "failing-1")).ReadOutputAs<string>());
        Assert.Contains("failingActivity: FormatException", seen);
    }

    [Fact]
    public async Task Middleware_AroundOrchestratorAndActivity_SeesTheirTriggersAndInstance()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        var setup = DurableSetup.New(
            azurite,
            builder =>
            {
                Services(builder);
                builder.Use(next =>
                    context =>
                    {
                        var trigger = context.FunctionDefinition.InputBindings.Values.First(binding =>
                            binding.Type.EndsWith("Trigger", StringComparison.Ordinal)
                        );
                        seen.Add($"{trigger.Type} {context.BindingContext.BindingData.GetValueOrDefault("instanceId")}");
                        return next(context);
                    }
                );
            }
        );
        await using var host = await TestHost.StartAsync(setup, typeof(Flow));
        using var started = await host.SendAsync(HttpMethod.Post, "/start/flow-2/1");
        await WaitAsync(host, "flow-2");
        Assert.Contains("httpTrigger ", seen);
        Assert.Contains("orchestrationTrigger flow-2", seen);
        Assert.Contains("activityTrigger flow-2", seen);
    }

    [Fact]
    public async Task Activity_Stopped_SeesItsTokenCancelledAndRunsAgainAfterTheNextStart()
    {
        var hub = AzuriteFixture.UniqueName("Hub");
        var stopped = new Gate();
        await using (var first = await TestHost.StartAsync(DurableSetup.On(azurite, hub, WithGate(stopped)), typeof(Long)))
        {
            await ClientOf(first).ScheduleNewOrchestrationInstanceAsync("long", null, new StartOrchestrationOptions("long-1"), s_cancel);
            await stopped.Entered.Task.WaitAsync(TimeSpan.FromSeconds(30), s_cancel);
            await first.StopAsync();
        }

        Assert.True(stopped.SawCancellation);
        var open = new Gate { IsOpen = true };
        await using var second = await TestHost.StartAsync(DurableSetup.On(azurite, hub, WithGate(open)), typeof(Long));
        Assert.Equal("passed", (await WaitAsync(second, "long-1")).ReadOutputAs<string>());

        static Action<Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder> WithGate(Gate gate) =>
            builder => builder.Services.AddSingleton(gate);
    }

    [Fact]
    public async Task Start_AppsHostedServices_RunBeforeTheEngineAndStopAfterIt()
    {
        var order = new Order();
        var setup = DurableSetup.New(
            azurite,
            builder =>
            {
                Services(builder);
                builder.Services.AddSingleton(order);
                builder.Services.AddHostedService<Watcher>();
            }
        );
        await using (var host = await TestHost.StartAsync(setup, typeof(Flow)))
        {
            await host.StopAsync();
        }

        Assert.Equal(["start: engine down", "stop: engine down"], order.Lines);
    }

    [Fact]
    public async Task Start_NoStorageSetOutsideDevelopment_SaysWhatToSet()
    {
        var setup = new Setup { HostJson = DurableSetup.HostJson, Args = ["--AZURE_FUNCTIONS_ENVIRONMENT", "Production"] };
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(setup, typeof(Inputs)));
        Assert.Contains("AzureWebJobsStorage", fault.Message, StringComparison.Ordinal);
        Assert.Contains("UseDevelopmentStorage=true", fault.Message, StringComparison.Ordinal);
    }

    internal static DurableTaskClient ClientOf(TestHost host) => host.Services.GetRequiredService<DurableRuntime>().Client;

    internal static Task<OrchestrationMetadata> WaitAsync(TestHost host, string instanceId) =>
        ClientOf(host)
            .WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, s_cancel)
            .WaitAsync(TimeSpan.FromSeconds(30), s_cancel);

    private static void Services(Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder builder) =>
        builder.Services.AddSingleton(new Factor(2));

    internal sealed record Factor(int Value);

    internal sealed record Ask(int Number);

    internal sealed class Flow(Factor factor)
    {
        [Function("flowStart")]
        public static async Task<IResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{id}/{number:int}")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            string id,
            int number,
            CancellationToken cancellation
        )
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Run),
                new Ask(number),
                new StartOrchestrationOptions(id),
                cancellation
            );
            return Results.Accepted();
        }

        [Function(nameof(Run))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, Ask input, FunctionContext function)
        {
            Assert.Equal(nameof(Run), function.FunctionDefinition.Name);
            return await context.CallActivityAsync<string>("double", input);
        }

        [Function("double")]
        public string Double([ActivityTrigger] Ask input, FunctionContext function, string instanceId, CancellationToken cancellation)
        {
            Assert.True(cancellation.CanBeCanceled);
            return $"{input.Number} doubled by {function.FunctionDefinition.Name} for {instanceId} is {input.Number * factor.Value}";
        }

        [Function("namedFunction")]
        public static Task<string> Named([OrchestrationTrigger(Orchestration = "NamedFlow")] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("NamedActivity");

        [Function("namedActivity2")]
        public static string NamedActivity([ActivityTrigger(Activity = "NamedActivity")] object? input) => "named";
    }

    internal static class Inputs
    {
        [Function("inputs")]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, int? input) =>
            Task.FromResult(input?.ToString() ?? "nothing");
    }

    internal static class Failing
    {
        [Function("failing")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync("failingActivity");
                return "no failure";
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}";
            }
        }

        [Function("failingActivity")]
        public static void Fail([ActivityTrigger] FunctionContext context) => throw new FormatException("bad report");
    }

    internal sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOpen { get; init; }

        public bool SawCancellation { get; set; }
    }

    internal sealed class Long(Gate gate)
    {
        [Function("long")]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("longActivity");

        [Function("longActivity")]
        public async Task<string> Wait([ActivityTrigger] string? input, CancellationToken cancellation)
        {
            if (gate.IsOpen)
            {
                return "passed";
            }

            gate.Entered.SetResult();
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellation.Register(cancelled.SetResult);
            await cancelled.Task;
            gate.SawCancellation = true;
            throw new OperationCanceledException(cancellation);
        }
    }

    internal sealed class Order
    {
        public List<string> Lines { get; } = [];
    }

    internal sealed class Watcher(Order order, DurableRuntime runtime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => NoteAsync("start");

        public Task StopAsync(CancellationToken cancellationToken) => NoteAsync("stop");

        private Task NoteAsync(string when)
        {
            order.Lines.Add($"{when}: engine {(runtime.IsRunning ? "up" : "down")}");
            return Task.CompletedTask;
        }
    }
}
