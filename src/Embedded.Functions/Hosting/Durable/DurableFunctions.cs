using Embedded.DurableTask;
using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>Makes orchestrator and activity functions known to the engine.</summary>
internal sealed class DurableFunctions(
    InvocationPipeline pipeline,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    ILogger<DurableFunctions> logger
)
{
    public void Register(IEnumerable<FunctionDescriptor> functions, TaskRegistry registry)
    {
        foreach (var function in functions)
        {
            switch (function.Trigger)
            {
                case Trigger.Orchestration orchestration:
                    registry.AddOrchestrator(orchestration.Name, context => OrchestrateAsync(function, context));
                    break;
                case Trigger.Activity activity:
                    registry.AddActivity(activity.Name, (call, token) => ActAsync(function, call, token));
                    break;
            }
        }
    }

    // Runs on the orchestration's own scheduler, like the orchestrator itself: whatever middleware awaits besides next breaks it, here
    // as on the real host. An instance that is put aside in the middle leaves its scope to the garbage collector.
    private async Task<object?> OrchestrateAsync(FunctionDescriptor function, TaskOrchestrationContext orchestration)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await pipeline.RunAsync(
            pipeline.CreateContext(
                function,
                orchestration,
                InstanceData(orchestration.InstanceId),
                scope.ServiceProvider,
                CancellationToken.None
            )
        );
    }

    private async Task<object?> ActAsync(FunctionDescriptor function, ActivityCall call, CancellationToken hubStops)
    {
        // The hub stops only after the requests in flight have finished; activities are told at once.
        using var told = CancellationTokenSource.CreateLinkedTokenSource(hubStops, lifetime.ApplicationStopping);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await pipeline.RunAsync(
                pipeline.CreateContext(function, call, InstanceData(call.InstanceId), scope.ServiceProvider, told.Token)
            );
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // What it threw is put down to the stop. The hub takes it so only once it stops itself: reported before, it would be
            // recorded as the activity's failure.
            logger.ActivityInterrupted(function.Name, call.InstanceId);
            await UntilCancelledAsync(hubStops);
            throw;
        }
    }

    private static Dictionary<string, object?> InstanceData(string instanceId) =>
        new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId };

    private static async Task UntilCancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
