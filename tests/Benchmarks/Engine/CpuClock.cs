using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Engine;

/// <summary>Processor time of this process and of its children (Azurite); the latter on Linux only.</summary>
internal static class CpuClock
{
    private const double TicksPerSecond = 100;

    public static (TimeSpan Own, TimeSpan Azurite) Read()
    {
        using var self = Process.GetCurrentProcess();
        return (self.TotalProcessorTime, OperatingSystem.IsLinux() ? Children(Environment.ProcessId) : TimeSpan.Zero);
    }

    private static TimeSpan Children(int parent)
    {
        var total = TimeSpan.Zero;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            {
                continue;
            }

            try
            {
                // Behind the name in brackets: state, parent, … user time (12th), system time (13th).
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                if (int.Parse(fields[1], CultureInfo.InvariantCulture) == parent)
                {
                    var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
                    total += TimeSpan.FromSeconds(ticks / TicksPerSecond);
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return total;
    }
}
