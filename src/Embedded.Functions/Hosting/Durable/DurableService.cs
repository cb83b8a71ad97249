using Embedded.DurableTask;
using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>
/// Runs the task hub: from after the app's own hosted services have started, so that no activity meets an app that is not ready, to
/// before they stop.
/// </summary>
internal sealed class DurableService(
    IReadOnlyList<FunctionDescriptor> functions,
    TaskHubOptions options,
    HostOverrides overrides,
    DurableRuntime runtime,
    DurableFunctions durable,
    IConfiguration configuration,
    ILoggerFactory loggers
) : IHostedService, IAsyncDisposable
{
    private TaskHub? _hub;

    /// <summary>Whether the app has orchestrators, activities, or a function that asks for a client.</summary>
    public static bool IsNeeded(IEnumerable<FunctionDescriptor> functions) =>
        functions.Any(function =>
            function.Trigger is Trigger.Orchestration or Trigger.Activity
            || function.Method.GetParameters().Any(parameter => parameter.IsDefined(typeof(DurableClientAttribute), inherit: false))
        );

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var account = StorageAccount.Require(configuration, "The app has durable functions");
        var registry = new TaskRegistry();
        durable.Register(functions, registry);
        _hub = new TaskHub(options, registry, account.CreateTables(), account.CreateBlobs(), overrides.TimeProvider, loggers);
        // First: what was interrupted by the last stop runs on while the hub still starts, and may ask for a client.
        runtime.Set(_hub);
        await _hub.StartAsync(cancellationToken);
        loggers
            .CreateLogger<DurableService>()
            .HubRuns(
                options.HubName,
                functions.Count(function => function.Trigger is Trigger.Orchestration),
                functions.Count(function => function.Trigger is Trigger.Activity)
            );
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_hub is not null)
        {
            await _hub.StopAsync(cancellationToken);
            runtime.Set(null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        runtime.Set(null);
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
            _hub = null;
        }
    }
}
