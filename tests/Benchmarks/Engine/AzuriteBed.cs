using Embedded.Functions.Hosting.Azurite;
using Testing;

namespace Benchmarks.Engine;

/// <summary>An Azurite of the benchmark's own, on an empty folder that is deleted afterwards.</summary>
internal sealed class AzuriteBed : IAsyncDisposable
{
    private readonly AzuriteServer _server;

    private AzuriteBed(AzuriteServer server, string data)
    {
        _server = server;
        Data = data;
    }

    public string Data { get; }

    public string ConnectionString => _server.Ports.ConnectionString;

    public static async Task<AzuriteBed> StartAsync()
    {
        var root =
            PackageRoot.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("No package.json above the benchmark.");
        var data = Path.Combine(Path.GetTempPath(), "engine-benchmark", Path.GetRandomFileName());
        var ports = new AzuritePorts(AzuriteFixture.FreePort(), AzuriteFixture.FreePort(), AzuriteFixture.FreePort());
        return new AzuriteBed(await AzuriteServer.StartAsync(root, data, ports, TimeProvider.System), data);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}
