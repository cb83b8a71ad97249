using Embedded.DurableTask;
using Embedded.Functions.Hosting.Invocation;
using Embedded.Functions.Hosting.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting.Timers;

/// <summary>Runs all timer functions from start to stop.</summary>
internal sealed class TimerService(
    IReadOnlyList<TimerFunction> timers,
    TaskHubOptions hub,
    HostOverrides overrides,
    InvocationPipeline pipeline,
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    ILogger<TimerService> logger
) : IHostedService, IDisposable
{
    private static readonly Dictionary<string, object?> s_noData = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var account = StorageAccount.Require(configuration, "The app has timer functions");
        var store = new TimerStore(account.CreateBlobs(), hub.HubName);
        _running = Task.WhenAll(
            timers.Select(timer =>
            {
                var runner = new TimerRunner(timer, store, InvokeAsync, overrides.TimeProvider, logger);
                return Task.Run(() => runner.RunAsync(_stopping.Token), CancellationToken.None);
            })
        );
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task InvokeAsync(TimerFunction timer, TimerInfo info, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await pipeline.RunAsync(pipeline.CreateContext(timer.Function, info, s_noData, scope.ServiceProvider, cancellationToken));
    }
}
