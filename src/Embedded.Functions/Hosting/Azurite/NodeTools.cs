using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Embedded.Functions.Hosting.Azurite;

/// <summary>Node and npm, as found on the PATH.</summary>
internal static class NodeTools
{
    // What the pinned Azurite asks for.
    private const int OldestMajor = 20;

    private const string Advice =
        "The storage emulator needs Node 20 or newer with npm. Install it, or start Azurite yourself, or set AzureWebJobsStorage to a storage account.";

    /// <exception cref="InvalidOperationException">The program is not there; the message says what to do.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' could not be started. {Advice}");
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException($"'{start.FileName}' could not be started: {fault.Message}. {Advice}", fault);
        }
    }

    /// <exception cref="InvalidOperationException">Node is missing or too old.</exception>
    public static async Task CheckNodeAsync(CancellationToken cancellationToken)
    {
        var (code, output) = await RunAsync("node", ["--version"], Environment.CurrentDirectory, cancellationToken);
        if (code != 0 || Major(output) is not { } major)
        {
            throw new InvalidOperationException($"'node --version' answered '{output}'. {Advice}");
        }

        if (major < OldestMajor)
        {
            throw new InvalidOperationException($"Node {output} is too old. {Advice}");
        }
    }

    /// <summary>Installs exactly what the lock file of a folder names, but for what only tests need.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed; the message says what it printed.</exception>
    public static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (code, output) = await RunAsync(npm, ["ci", "--omit=dev", "--no-audit", "--no-fund"], folder, cancellationToken);
        if (code != 0)
        {
            throw new InvalidOperationException($"'npm ci' in {folder} ended with code {code}: {output}");
        }
    }

    /// <summary>The major number of what <c>node --version</c> prints (<c>v20.1.0</c>); null for anything else.</summary>
    internal static int? Major(string version) =>
        version.StartsWith('v') && int.TryParse(version[1..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    private static async Task<(int Code, string Output)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        );
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, $"{await output}{await errors}".Trim());
    }
}
