using System.Diagnostics;
using System.Globalization;

namespace Embedded.DurableTask.Hub.Ownership;

/// <summary>
/// Names this process in owner rows, so that a process on the same machine can tell that an owner is dead without waiting for its
/// lease. That only saves time: a wrong guess is still fenced.
/// </summary>
internal static class ProcessIdentity
{
    private const char Separator = '|';

    // Once: read again, the start time would be another by a little, and names are put in order.
    private static readonly string s_process = Describe();

    /// <summary>Machine, process id, start time, and something random, since one process may run two hubs.</summary>
    public static string Create(IdSource ids) => $"{s_process}{Separator}{ids.NewId()[..12]}";

    /// <summary>True only if the process ran on this machine and is certainly not running any more.</summary>
    public static bool IsCertainlyDead(string identity)
    {
        var parts = identity.Split(Separator);
        if (
            parts.Length != 4
            || !string.Equals(parts[0], Machine(), StringComparison.Ordinal)
            || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var started)
        )
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);

            // Another process may have got its number. Start times are read with some jitter.
            return Math.Abs(process.StartTime.ToUniversalTime().Ticks - started) > TimeSpan.TicksPerSecond * 2;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Describe()
    {
        using var process = Process.GetCurrentProcess();
        return string.Join(
            Separator,
            Machine(),
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture)
        );
    }

    // Containers may share a host name and count processes each for itself: the boot and the process namespace tell them apart.
    private static string Machine()
    {
        var name = Environment.MachineName;
        if (!OperatingSystem.IsLinux())
        {
            return name;
        }

        var boot = File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";
        var space = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
        return $"{name}/{boot}/{space}".Replace(Separator, '_');
    }
}
