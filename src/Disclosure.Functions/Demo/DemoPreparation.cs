using Disclosure.Functions.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Demo;

/// <summary>Makes the demonstration's organ and staff before the first request, so that people can sign in at once.</summary>
internal sealed class DemoPreparation(DemoOrgan organ, IOptions<DisclosureOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.Demo ? organ.EnsureAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
