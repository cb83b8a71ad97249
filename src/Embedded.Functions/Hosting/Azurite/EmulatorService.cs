using Embedded.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting.Azurite;

/// <summary>
/// Sees to it that the development account answers before any hosted service of the app starts, and until the last has stopped.
/// </summary>
internal sealed class EmulatorService(IConfiguration configuration, HostOverrides overrides, ILogger<EmulatorService> logger)
    : IHostedLifecycleService,
        IAsyncDisposable
{
    private EmulatorUse? _use;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (StorageAccount.Read(configuration)?.Emulator is { } ports)
        {
            _use = await EmulatorUse.BeginAsync(ports, token => StartAsync(ports, token), TimeProvider.System, cancellationToken);
            if (!_use.StartedIt)
            {
                logger.EmulatorFound(ports.Table);
            }
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_use is not null)
        {
            await _use.DisposeAsync();
            _use = null;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<AzuriteServer> StartAsync(AzuritePorts ports, CancellationToken cancellationToken)
    {
        var root = FindPackageRoot(ports);
        await NodeTools.CheckNodeAsync(cancellationToken);
        if (!Directory.Exists(Path.Combine(root, "node_modules", "azurite")))
        {
            logger.InstallingEmulator(root);
            await NodeTools.InstallAsync(root, cancellationToken);
        }

        var data = Path.GetFullPath(Path.Combine(configuration["Embedded:DataPath"] ?? Path.Combine(root, ".data"), "azurite"));
        logger.StartingEmulator(ports.Blob, ports.Queue, ports.Table, data);
        return await AzuriteServer.StartAsync(root, data, ports, TimeProvider.System, cancellationToken);
    }

    private string FindPackageRoot(AzuritePorts ports)
    {
        string[] places = overrides.PackageSearchStart is { } only ? [only] : [AppContext.BaseDirectory, Environment.CurrentDirectory];
        return places.Select(PackageRoot.Find).FirstOrDefault(found => found is not null)
            ?? throw new InvalidOperationException(
                $"{StorageAccount.Section} means the development account, nothing listens on its ports ({ports.Blob}, {ports.Queue}, {ports.Table}), and "
                    + $"no package.json that names azurite was found at or above {string.Join(" or ", places)}. "
                    + $"Start Azurite yourself, or set {StorageAccount.Section} to a storage account."
            );
    }
}
