using Embedded.Functions.Hosting.Azurite;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Azurite;

public sealed class AzuriteServerTests
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task DisposeAsync_Running_EndsTheProcessAndKeepsItsFiles()
    {
        using var folder = new TemporaryFolder();
        var server = await StartAsync(folder.Path, FreePorts());
        await server.DisposeAsync();
        Assert.True(server.Process.HasEnded);
        Assert.False(await AzuriteServer.IsListeningAsync(server.Ports, s_cancel));
        Assert.True(File.Exists(Path.Combine(folder.Path, "__azurite_db_table__.json")));
    }

    [Fact]
    public async Task StartAsync_PortTaken_NamesIt()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(folder.Path, FreePorts());
        using var other = new TemporaryFolder();
        var ports = FreePorts() with { Table = first.Ports.Table };
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(other.Path, ports));
        Assert.Contains($"port {ports.Table}:", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_FoundAgainByIdAndStart_IsTheSameAndOthersAreNot()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StartAsync(folder.Path, FreePorts());
        Assert.NotNull(DetachedNode.Find(server.Process.Id, server.Process.StartTime));
        Assert.Null(DetachedNode.Find(server.Process.Id, server.Process.StartTime.AddMinutes(-1)));
    }

    internal static AzuritePorts FreePorts() => new(AzuriteFixture.FreePort(), AzuriteFixture.FreePort(), AzuriteFixture.FreePort());

    internal static Task<AzuriteServer> StartAsync(string folder, AzuritePorts ports) =>
        AzuriteServer.StartAsync(PackageRoot.Find(AppContext.BaseDirectory)!, folder, ports, TimeProvider.System, s_cancel);
}
