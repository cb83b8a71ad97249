using System.Diagnostics;
using Embedded.DurableTask;
using static Benchmarks.Figures;

namespace Benchmarks.Engine;

/// <summary>A hundred waiting instances, alone and beside many finished ones: what idling, starting and an answer cost.</summary>
internal static class FinishedBenchmark
{
    private const int Running = 100;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] options)
    {
        var n = new Arguments(options).Number("--n", 10_000);
        await using var bed = await AzuriteBed.StartAsync();
        var cpu = new CpuClock(bed.Data);
        await MeasureAsync(bed.ConnectionString, cpu, 0, 1_000_000);
        var waiters = new Waiters();
        var maker = await Hubs.StartAsync(bed.ConnectionString, waiters.Registry);
        await Waiters.StartAsync(maker.Client, 0, n);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, n),
            new ParallelOptions { MaxDegreeOfParallelism = 500 },
            async (i, _) => await waiters.AskAsync(maker.Client, i)
        );
        await maker.StopAsync(CancellationToken.None);
        await maker.DisposeAsync();
        await MeasureAsync(bed.ConnectionString, cpu, n, 2_000_000);
        return 0;
    }

    private static async Task MeasureAsync(string connection, CpuClock cpu, int finished, int from)
    {
        var counter = new CountingPolicy();
        var waiters = new Waiters();
        var start = Stopwatch.StartNew();
        await using var hub = await Hubs.StartAsync(connection, waiters.Registry, counter);
        var started = start.Elapsed;
        await Waiters.StartAsync(hub.Client, from, Running);
        var (requests, before) = (counter.Requests, cpu.Read());
        await Task.Delay(s_idle);
        var after = cpu.Read();
        var idle = (counter.Requests - requests) / s_idle.TotalSeconds;
        var took = new List<double>();
        for (var i = 0; i < Running; i++)
        {
            took.Add(await waiters.AskAsync(hub.Client, from + i));
        }

        Print($"beside {finished} finished: started in {started.TotalMilliseconds:F0} ms; answers: {Spread(took)}");
        Print(
            $"  idle: {idle:F1} table requests/s, processor {(after.Own - before.Own).TotalMilliseconds / s_idle.TotalSeconds:F1} ms/s, Azurite {(after.Azurite - before.Azurite).TotalMilliseconds / s_idle.TotalSeconds:F1} ms/s"
        );
        await hub.StopAsync(CancellationToken.None);
    }
}
