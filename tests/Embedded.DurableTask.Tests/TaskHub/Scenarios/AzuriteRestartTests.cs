using System.Diagnostics;
using Embedded.DurableTask.Tests.HubTests.World;
using Embedded.Functions.Hosting.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>The emulator itself goes away: each test has one of its own.</summary>
public sealed class AzuriteRestartTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "disclosure-tests", Path.GetRandomFileName());
    private readonly AzuritePorts _ports = new(AzuriteFixture.FreePort(), AzuriteFixture.FreePort(), AzuriteFixture.FreePort());

    [Fact]
    public async Task F64_EmulatorStoppedAndStartedAgain_WorkGoesOn()
    {
        var server = await StartServerAsync();
        await using var world = new AzuriteWorld(_ports.ConnectionString);
        var process = await world.StartAsync();
        await process.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x"));
        await process.Client.RaiseEventAsync("x", SampleCode.EventName, "before");

        await server.DisposeAsync();
        var meanwhile = process.Client.RaiseEventAsync("x", SampleCode.EventName, "meanwhile");
        await Eventually.TrueAsync(
            () => Task.FromResult(!process.Hub.Health.StorageReachable),
            AzuriteWorld.Patience,
            () => "health did not notice"
        );
        server = await StartServerAsync();
        await meanwhile.WaitAsync(AzuriteWorld.Patience);

        Assert.Equal(["before", "meanwhile"], await process.OutputAsync<string[]>("x"));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task F64_EmulatorKilledRightAfterAWrite_AcknowledgedWritesMayBeGoneAndTheHubStartsAllTheSame()
    {
        var server = await StartServerAsync();
        await using var world = new AzuriteWorld(_ports.ConnectionString);
        var process = await world.StartAsync();
        await process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions("x"));
        await process.OutputAsync<string>("x");
        using (var emulator = Process.GetProcessById(server.ProcessId))
        {
            emulator.Kill();
            await emulator.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        world.Kill(process);
        server = await StartServerAsync();
        var next = await world.StartAsync();

        // Whatever of it was saved: what is there can be asked about, and new work is done.
        var left = await next.Client.GetInstanceAsync("x");
        Assert.True(left is null || left.Name == "Echo");
        await next.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "y", new StartOrchestrationOptions("y"));
        Assert.Equal("y", await next.OutputAsync<string>("y"));
        await next.Hub.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
    }

    public void Dispose()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private Task<AzuriteServer> StartServerAsync() =>
        AzuriteServer.StartAsync(
            PackageRoot.Find(AppContext.BaseDirectory)!,
            _data,
            _ports,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
