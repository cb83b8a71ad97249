using Disclosure.Storage;
using Microsoft.Extensions.Hosting;

namespace Disclosure.Functions.Settings;

/// <summary>Makes tables and containers before the first request is served.</summary>
internal sealed class StoragePreparation(StorageClients clients) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => StorageSetup.EnsureCreatedAsync(clients, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
