using System.Diagnostics;
using System.Globalization;
using Embedded.DurableTask;
using static Benchmarks.Figures;

namespace Benchmarks.Engine;

/// <summary>
/// Many waiting instances with timers: a fresh process takes them over. How long from its start to its first step, what it holds in
/// memory, and how soon one of them, drawn at random, answers an event. A table in memory cannot outlive its process: there a fresh hub
/// of the same process takes over, and what the table itself holds is not counted as the hub's.
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

        switch (arguments.Text("--store") ?? "azurite")
        {
            case "azurite":
                await OnAzuriteAsync(n);
                return 0;
            case "memory":
                await InMemoryAsync(n);
                return 0;
            case var other:
                await Console.Error.WriteLineAsync($"--store {other}: it must be azurite or memory.");
                return 1;
        }
    }

    private static async Task OnAzuriteAsync(int n)
    {
        await using var bed = await AzuriteBed.StartAsync();
        await MakeAsync(await Hubs.StartAsync(bed.ConnectionString, new Waiters().Registry), n);

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
        if (child.ExitCode != 0)
        {
            throw new InvalidOperationException($"The process that takes over ended with {child.ExitCode}.");
        }
    }

    private static async Task InMemoryAsync(int n)
    {
        var bed = new MemoryBed();
        await MakeAsync(await Hubs.StartAsync(bed, new Waiters().Registry), n);
        var before = AliveMegabytes();
        Print($"the table: {bed.Rows} rows, {before:F0} MB alive without a hub");
        var waiters = new Waiters();
        var watch = Stopwatch.StartNew();
        await using var hub = await Hubs.StartAsync(bed, waiters.Registry);
        await waiters.AskAsync(hub.Client, n - 1);
        Print($"start of the hub to its first step: {watch.Elapsed.TotalSeconds:F2} s ({hub.Health.ActiveInstances} instances active)");
        await AskManyAsync(hub, waiters, n);
        Print($"memory of the hub: {AliveMegabytes() - before:F0} MB alive beyond the table");
        await hub.StopAsync(CancellationToken.None);
        GC.KeepAlive(bed);
    }

    private static async Task MakeAsync(TaskHub maker, int n)
    {
        var watch = Stopwatch.StartNew();
        await Waiters.StartAsync(maker.Client, 0, n);
        Print($"made: {n} waiting instances in {watch.Elapsed.TotalSeconds:F1} s = {n / watch.Elapsed.TotalSeconds:F0}/s");
        await maker.StopAsync(CancellationToken.None);
        await maker.DisposeAsync();
    }

    private static async Task TakeOverAsync(string connection, int n)
    {
        using var self = Process.GetCurrentProcess();
        var waiters = new Waiters();
        await using var hub = await Hubs.StartAsync(connection, waiters.Registry);
        await waiters.AskAsync(hub.Client, n - 1);
        var sinceStart = DateTime.Now - self.StartTime;
        Print($"start of the process to its first step: {sinceStart.TotalSeconds:F2} s ({hub.Health.ActiveInstances} instances active)");
        await AskManyAsync(hub, waiters, n);
        Print($"memory: {ResidentMegabytes():F0} MB resident, {AliveMegabytes():F0} MB alive");
        await hub.StopAsync(CancellationToken.None);
    }

    private static async Task AskManyAsync(TaskHub hub, Waiters waiters, int n)
    {
        var chance = new Random(1);
        var took = new List<double>();
        foreach (var number in Enumerable.Range(0, n - 1).OrderBy(_ => chance.Next()).Take(Questions))
        {
            took.Add(await waiters.AskAsync(hub.Client, number));
        }

        Print($"an event to one of them, answered: {Spread(took)}");
    }
}
