using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Engine;

/// <summary>Processor time of this process and of the Azurite that keeps its data in a folder; the latter on Linux only.</summary>
internal sealed class CpuClock(string azuriteDataPath)
{
    private const double TicksPerSecond = 100;

    public (TimeSpan Own, TimeSpan Azurite) Read()
    {
        using var self = Process.GetCurrentProcess();
        return (self.TotalProcessorTime, OperatingSystem.IsLinux() ? Azurite() : TimeSpan.Zero);
    }

    private TimeSpan Azurite()
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
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(azuriteDataPath, StringComparison.Ordinal))
                {
                    total += ProcessorTime(Path.Combine(folder, "stat"));
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return total;
    }

    // Behind the name in brackets: state, parent, … user time (12th), system time (13th).
    private static TimeSpan ProcessorTime(string path)
    {
        var text = File.ReadAllText(path);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }
}
