using System.Net.Sockets;
using Embedded.Functions.Hosting;
using Embedded.Functions.Hosting.Azurite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Functions.Tests.Hosting.Azurite;

public sealed class EmulatorServiceTests : IDisposable
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();
    private readonly AzuritePorts _ports = AzuriteServerTests.FreePorts();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_DevelopmentAccountAndNothingListening_StorageIsUpForTheAppsFirstHostedServiceUntilItsLast()
    {
        var seen = new List<bool>();
        var setup = new Setup
        {
            Args = ["--AzureWebJobsStorage", _ports.ConnectionString, "--Embedded:DataPath", _folder.Path],
            Configure = builder => builder.Services.AddHostedService(_ => new Probe(_ports, seen)),
        };
        await using (var host = await TestHost.StartAsync(setup))
        {
            Assert.True(await AzuriteServer.IsListeningAsync(_ports, s_cancel));
        }

        Assert.Equal([true, true, true, true], seen);
        Assert.False(await AzuriteServer.IsListeningAsync(_ports, s_cancel));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "azurite", "__azurite_db_table__.json")));
    }

    [Fact]
    public async Task Host_FailingToStart_StopsTheEmulatorItStarted()
    {
        var setup = new Setup
        {
            Args = ["--AzureWebJobsStorage", _ports.ConnectionString, "--Embedded:DataPath", _folder.Path],
            Configure = builder => builder.Services.AddHostedService<Broken>(),
        };
        await Assert.ThrowsAsync<FormatException>(() => TestHost.StartAsync(setup));
        Assert.False(await AzuriteServer.IsListeningAsync(_ports, s_cancel));
    }

    [Fact]
    public async Task StartingAsync_NoPackageFile_SaysWhatToDo()
    {
        await using var service = Service(new HostOverrides { PackageSearchStart = _folder.Path });
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartingAsync(s_cancel));
        Assert.Contains("package.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartingAsync_PackagesNotInstalled_InstallsThemFirst()
    {
        _folder.Write("package.json", """{ "dependencies": { "azurite": "3.35.0" } }""");
        await using var service = Service(new HostOverrides { PackageSearchStart = _folder.Path });
        // There is no lock file here, so that npm ends at once; what counts is that it was asked.
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartingAsync(s_cancel));
        Assert.Contains("'npm ci'", fault.Message, StringComparison.Ordinal);
    }

    private EmulatorService Service(HostOverrides overrides)
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = _ports.ConnectionString };
        return new EmulatorService(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            overrides,
            NullLogger<EmulatorService>.Instance
        );
    }

    private sealed class Probe(AzuritePorts ports, List<bool> seen) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => NoteAsync();

        public Task StartAsync(CancellationToken cancellationToken) => NoteAsync();

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => NoteAsync();

        public Task StoppedAsync(CancellationToken cancellationToken) => NoteAsync();

        private async Task NoteAsync() => seen.Add(await AzuriteServer.IsListeningAsync(ports, CancellationToken.None));
    }

    private sealed class Broken : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new FormatException();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
