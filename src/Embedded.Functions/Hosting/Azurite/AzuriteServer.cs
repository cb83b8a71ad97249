using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Embedded.Functions.Hosting.Azurite;

/// <summary>
/// One Azurite process that we started. Disposing stops it with SIGINT, which makes it write its files; a SIGKILL would lose the
/// writes of the last seconds.
/// </summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private AzuriteServer(Process process, AzuritePorts ports)
    {
        _process = process;
        Ports = ports;
    }

    /// <summary>Where it listens.</summary>
    public AzuritePorts Ports { get; }

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
    /// <exception cref="InvalidOperationException">Azurite ended, or did not answer within a minute; the message says what it printed.</exception>
    public static async Task<AzuriteServer> StartAsync(
        string packageRoot,
        string dataPath,
        AzuritePorts ports,
        TimeProvider timeProvider,
        CancellationToken cancellationToken = default
    )
    {
        Directory.CreateDirectory(dataPath);
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = packageRoot,
        };
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
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("Node could not be started: is Node 20 on the PATH?");
        var said = new OutputTail();
        process.OutputDataReceived += (_, line) => said.Add(line.Data);
        process.ErrorDataReceived += (_, line) => said.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new AzuriteServer(process, ports);
        try
        {
            await server.WaitUntilReadyAsync(said, timeProvider, cancellationToken);
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
        if (!_process.HasExited)
        {
            if (OperatingSystem.IsWindows() || Kill(_process.Id, SignalInterrupt) != 0)
            {
                _process.Kill(entireProcessTree: true);
            }

            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(OutputTail said, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        while (!await IsListeningAsync(Ports, cancellationToken))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"Azurite ended with code {_process.ExitCode} before it answered. {said}");
            }

            if (timeProvider.GetElapsedTime(started) > s_readyWithin)
            {
                throw new InvalidOperationException($"Azurite did not answer on port {Ports.Table} within {s_readyWithin}. {said}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), timeProvider, cancellationToken);
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

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private const int SignalInterrupt = 2;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    private sealed class OutputTail
    {
        private readonly Queue<string> _lines = new();

        public void Add(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            lock (_lines)
            {
                _lines.Enqueue(line);
                if (_lines.Count > 20)
                {
                    _lines.Dequeue();
                }
            }
        }

        public override string ToString()
        {
            lock (_lines)
            {
                return _lines.Count == 0 ? "It printed nothing." : "It printed: " + string.Join(" | ", _lines);
            }
        }
    }
}
