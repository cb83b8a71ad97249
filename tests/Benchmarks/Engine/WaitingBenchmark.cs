using System.Diagnostics;
using System.Globalization;
using Embedded.DurableTask;
using static Benchmarks.Figures;

namespace Benchmarks.Engine;

/// <summary>
/// Many waiting instances with timers: a fresh process takes them over. How long from its start to its first step, what it holds in
/// memory, and how soon one of them, drawn at random, answers an event.
/// </summary>
internal static class WaitingBenchmark
{
    private const int Questions = 200;

    public static async Task<int> RunAsync(string[] options)
    {
        var arguments = new Arguments(options);
        var n = arguments.Number("--n", 20_000);
        if (arguments.Text("--take-over") is { } connection)
        {
            await TakeOverAsync(connection, n);
            return 0;
        }

        await using var bed = await AzuriteBed.StartAsync();
        var watch = Stopwatch.StartNew();
        var waiters = new Waiters();
        var maker = await Hubs.StartAsync(bed.ConnectionString, waiters.Registry);
        await Waiters.StartAsync(maker.Client, 0, n);
        Print($"made: {n} waiting instances in {watch.Elapsed.TotalSeconds:F1} s = {n / watch.Elapsed.TotalSeconds:F0}/s");
        await maker.StopAsync(CancellationToken.None);
        await maker.DisposeAsync();

        // A process of its own: nothing is warm, and its memory is its own.
        string[] again = ["waiting", "--take-over", bed.ConnectionString, "--n", n.ToString(CultureInfo.InvariantCulture)];
        using var child = Process.Start(
            Environment.ProcessPath!,
            Environment.GetCommandLineArgs()[0] is var dll
            && dll.EndsWith(".dll", StringComparison.Ordinal)
            && !Environment.ProcessPath!.EndsWith("Benchmarks", StringComparison.Ordinal)
                ? [dll, .. again]
                : again
        );
        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    private static async Task TakeOverAsync(string connection, int n)
    {
        var chance = new Random(1);
        using var self = Process.GetCurrentProcess();
        var waiters = new Waiters();
        await using var hub = await Hubs.StartAsync(connection, waiters.Registry);
        await waiters.AskAsync(hub.Client, n - 1);
        var sinceStart = DateTime.Now - self.StartTime;
        Print($"start of the process to its first step: {sinceStart.TotalSeconds:F2} s ({hub.Health.ActiveInstances} instances active)");
        var took = new List<double>();
        foreach (var number in Enumerable.Range(0, n - 1).OrderBy(_ => chance.Next()).Take(Questions))
        {
            took.Add(await waiters.AskAsync(hub.Client, number));
        }

        Print($"an event to one of them, answered: {Spread(took)}");
        Print($"memory: {ResidentMegabytes():F0} MB resident, {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:F0} MB alive");
        await hub.StopAsync(CancellationToken.None);
    }
}
