using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Embedded.Functions.Hosting.Azurite;

/// <summary>
/// A Node process in a session of its own: a Ctrl+C in the terminal reaches us and not it, so that it is still there while we finish
/// what is running; and its output goes to a file, so that it outlives us without breaking when we are killed.
/// </summary>
internal sealed partial class DetachedNode
{
    private const int SignalInterrupt = 2;
    private static readonly TimeSpan s_endsWithin = TimeSpan.FromSeconds(20);

    // .NET cannot start a process in another session; Node can.
    private const string Launcher = """
        const [log, ...args] = process.argv.slice(1);
        const out = require('fs').openSync(log, 'a');
        const child = require('child_process').spawn(process.execPath, args, { detached: true, windowsHide: true, stdio: ['ignore', out, out] });
        child.on('error', fault => { console.error(fault.message); process.exit(1); });
        child.on('spawn', () => { console.log(child.pid); child.unref(); });
        """;

    private DetachedNode(int id, DateTime startTime)
    {
        Id = id;
        StartTime = startTime;
    }

    public int Id { get; }

    /// <summary>Tells it from a later process with the same id. Local time, as the system says it.</summary>
    public DateTime StartTime { get; }

    public bool HasEnded => !IsAlive(Id);

    /// <exception cref="InvalidOperationException">Node is missing or the process could not be started.</exception>
    public static async Task<DetachedNode> StartAsync(
        string folder,
        string outputFile,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo("node", ["-e", Launcher, "--", outputFile, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var launcher = NodeTools.Start(start);
        var said = await launcher.StandardOutput.ReadToEndAsync(cancellationToken);
        var fault = await launcher.StandardError.ReadToEndAsync(cancellationToken);
        await launcher.WaitForExitAsync(cancellationToken);
        return int.TryParse(said, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var id)
            ? new DetachedNode(id, StartTimeOf(id) ?? DateTime.MinValue)
            : throw new InvalidOperationException($"Node could not start {arguments.FirstOrDefault()}: {fault}");
    }

    /// <summary>A process that was started before, perhaps by another of our processes.</summary>
    /// <returns>Null if it has ended.</returns>
    public static DetachedNode? Find(int id, DateTime startTime) =>
        IsAlive(id) && StartTimeOf(id) is { } actual && (actual - startTime).Duration() < TimeSpan.FromSeconds(2)
            ? new DetachedNode(id, startTime)
            : null;

    /// <summary>Asks it to end as Ctrl+C would, and waits for that.</summary>
    public async Task EndAsync(TimeProvider timeProvider)
    {
        if (OperatingSystem.IsWindows() || Kill(Id, SignalInterrupt) != 0)
        {
            KillHard();
        }

        var started = timeProvider.GetTimestamp();
        while (!HasEnded)
        {
            if (timeProvider.GetElapsedTime(started) > s_endsWithin)
            {
                KillHard();
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), timeProvider);
        }
    }

    private void KillHard()
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended in the meantime: what was wanted.
            Debug.WriteLine(fault);
        }
    }

    private static bool IsAlive(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            // In a container whose first process does not collect its children an ended process stays in the list, as a zombie.
            var status = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat";
            try
            {
                var text = File.ReadAllText(status);
                return text[(text.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
            }
            catch (IOException)
            {
                return false;
            }
        }

        return StartTimeOf(id) is not null;
    }

    private static DateTime? StartTimeOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : process.StartTime;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
