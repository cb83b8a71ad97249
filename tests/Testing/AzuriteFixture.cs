using System.Net;
using System.Net.Sockets;
using Embedded.Functions.Hosting.Azurite;
using Xunit;

namespace Testing;

/// <summary>
/// One Azurite for a test assembly: <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>. Tests keep apart by fresh table and
/// container names (<see cref="UniqueName"/>), not by fresh processes.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static int s_names;
    private readonly string _dataPath = Path.Combine(Path.GetTempPath(), "disclosure-tests", Path.GetRandomFileName());
    private AzuriteServer? _server;

    /// <summary>To the development account of this Azurite.</summary>
    public string ConnectionString => (_server ?? throw new InvalidOperationException("Azurite is not started.")).Ports.ConnectionString;

    /// <summary>A name good for a table, a container or a hub, that no other test of this run has.</summary>
    public static string UniqueName(string prefix) => $"{prefix}{Environment.ProcessId:x}x{Interlocked.Increment(ref s_names)}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var root =
            PackageRoot.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("No package.json above the test assembly.");
        _server = await AzuriteServer.StartAsync(
            root,
            _dataPath,
            new AzuritePorts(FreePort(), FreePort(), FreePort()),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (Directory.Exists(_dataPath))
        {
            Directory.Delete(_dataPath, recursive: true);
        }
    }

    /// <summary>A loopback port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
