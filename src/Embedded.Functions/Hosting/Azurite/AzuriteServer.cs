using System.Globalization;
using System.Net.Sockets;

namespace Embedded.Functions.Hosting.Azurite;

/// <summary>
/// One Azurite process that we started. Disposing stops it with SIGINT, which makes it write its files; a SIGKILL would lose the
/// writes of the last seconds.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromSeconds(60);
    private readonly TimeProvider _timeProvider;
    private bool _isDisposed;

    private AzuriteServer(DetachedNode process, AzuritePorts ports, TimeProvider timeProvider)
    {
        Process = process;
        Ports = ports;
        _timeProvider = timeProvider;
    }

    /// <summary>Where it listens.</summary>
    public AzuritePorts Ports { get; }

    /// <summary>Its number with the operating system.</summary>
    public int ProcessId => Process.Id;

    internal DetachedNode Process { get; }

    /// <summary>True if somebody answers on all three ports already.</summary>
    public static async Task<bool> IsListeningAsync(AzuritePorts ports, CancellationToken cancellationToken = default) =>
        await AnswersAsync(ports.Blob, cancellationToken)
        && await AnswersAsync(ports.Queue, cancellationToken)
        && await AnswersAsync(ports.Table, cancellationToken);

    /// <summary>Starts Azurite from <paramref name="packageRoot"/>/node_modules and returns when it answers.</summary>
    /// <param name="packageRoot">The folder that holds <c>package.json</c>; its npm packages must be installed.</param>
    /// <param name="dataPath">Where Azurite keeps its files; made if missing.</param>
    /// <param name="ports">Free loopback ports.</param>
    /// <param name="timeProvider">The clock to wait on.</param>
    /// <param name="cancellationToken">Gives up waiting and stops the process.</param>
    /// <exception cref="InvalidOperationException">A port is taken, or Azurite ended, or did not answer within a minute; the message says what it printed.</exception>
    public static async Task<AzuriteServer> StartAsync(
        string packageRoot,
        string dataPath,
        AzuritePorts ports,
        TimeProvider timeProvider,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var port in new[] { ports.Blob, ports.Queue, ports.Table })
        {
            // Else the other program would be taken for ours.
            if (await AnswersAsync(port, cancellationToken))
            {
                throw new InvalidOperationException($"Azurite cannot listen on port {port}: another program does.");
            }
        }

        Directory.CreateDirectory(dataPath);
        var output = Path.Combine(dataPath, "azurite-output.log");
        File.Delete(output);
        string[] arguments =
        [
            Path.Combine(packageRoot, "node_modules", "azurite", "dist", "src", "azurite.js"),
            "--silent",
            "--disableTelemetry",
            "--skipApiVersionCheck",
            "--location",
            dataPath,
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            Invariant(ports.Blob),
            "--queueHost",
            "127.0.0.1",
            "--queuePort",
            Invariant(ports.Queue),
            "--tableHost",
            "127.0.0.1",
            "--tablePort",
            Invariant(ports.Table),
        ];
        var server = new AzuriteServer(
            await DetachedNode.StartAsync(packageRoot, output, arguments, cancellationToken),
            ports,
            timeProvider
        );
        try
        {
            await server.WaitUntilReadyAsync(output, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the process with SIGINT and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await Process.EndAsync(_timeProvider);
        }
    }

    private async Task WaitUntilReadyAsync(string output, CancellationToken cancellationToken)
    {
        var started = _timeProvider.GetTimestamp();
        while (!await IsListeningAsync(Ports, cancellationToken))
        {
            if (Process.HasEnded)
            {
                throw new InvalidOperationException($"Azurite ended before it answered. {Printed(output)}");
            }

            if (_timeProvider.GetElapsedTime(started) > s_readyWithin)
            {
                throw new InvalidOperationException(
                    $"Azurite did not answer on port {Ports.Table} within {s_readyWithin}. {Printed(output)}"
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), _timeProvider, cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(System.Net.IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Printed(string output)
    {
        var lines = File.Exists(output) ? File.ReadLines(output).TakeLast(20).ToList() : [];
        return lines.Count == 0 ? "It printed nothing." : "It printed: " + string.Join(" | ", lines);
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
