using System.Globalization;

namespace Benchmarks;

/// <summary>How figures are printed: the same on every machine.</summary>
internal static class Figures
{
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Median, 95th percentile and maximum of some durations in milliseconds.</summary>
    public static string Spread(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {sorted[sorted.Count / 2]:F1} ms, p95 {sorted[(int)(sorted.Count * 0.95)]:F1} ms, most {sorted[^1]:F1} ms ({sorted.Count})"
        );
    }

    /// <summary>What the process holds in memory now, in MB.</summary>
    public static double ResidentMegabytes()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.WorkingSet64 / 1024.0 / 1024.0;
    }

    /// <summary>What is reachable in memory now, in MB. Collects all garbage first.</summary>
    public static double AliveMegabytes() => GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0;
}
