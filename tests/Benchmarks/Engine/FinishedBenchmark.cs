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
        var arguments = new Arguments(options);
        var n = arguments.Number("--n", 10_000);
        switch (arguments.Text("--store") ?? "azurite")
        {
            case "azurite":
                await using (var bed = await AzuriteBed.StartAsync())
                {
                    var counter = new CountingPolicy();
                    var cpu = new CpuClock(bed.Data);
                    await CompareAsync(
                        n,
                        waiters => Hubs.StartAsync(bed.ConnectionString, waiters.Registry, counter),
                        () => counter.Requests,
                        cpu
                    );
                }

                return 0;
            case "memory":
                var memory = new MemoryBed();
                await CompareAsync(n, waiters => Hubs.StartAsync(memory, waiters.Registry), () => memory.Table.Requests, null);
                return 0;
            case var other:
                await Console.Error.WriteLineAsync($"--store {other}: it must be azurite or memory.");
                return 1;
        }
    }

    private static async Task CompareAsync(int n, Func<Waiters, Task<TaskHub>> start, Func<int> requests, CpuClock? cpu)
    {
        // The first makes the table and has its code compiled: the second is what the last is compared with.
        await MeasureAsync(0, 0, start, requests, cpu);
        await MeasureAsync(Running, 1_000_000, start, requests, cpu);
        var waiters = new Waiters();
        var maker = await start(waiters);
        await Waiters.StartAsync(maker.Client, 2_000_000, n);
        await Parallel.ForEachAsync(
            Enumerable.Range(2_000_000, n),
            new ParallelOptions { MaxDegreeOfParallelism = 500 },
            async (i, _) => await waiters.AskAsync(maker.Client, i)
        );
        await maker.StopAsync(CancellationToken.None);
        await maker.DisposeAsync();
        await MeasureAsync(n + (2 * Running), 3_000_000, start, requests, cpu);
    }

    private static async Task MeasureAsync(int finished, int from, Func<Waiters, Task<TaskHub>> startHub, Func<int> requests, CpuClock? cpu)
    {
        var waiters = new Waiters();
        var watch = Stopwatch.StartNew();
        await using var hub = await startHub(waiters);
        var started = watch.Elapsed;
        await Waiters.StartAsync(hub.Client, from, Running);
        var (asked, before, own) = (requests(), cpu?.Read(), Environment.CpuUsage.TotalTime);
        await Task.Delay(s_idle);
        var idle = (requests() - asked) / s_idle.TotalSeconds;
        var ownIdle = (Environment.CpuUsage.TotalTime - own).TotalMilliseconds / s_idle.TotalSeconds;
        var azuriteIdle = (cpu?.Read().Azurite - before?.Azurite)?.TotalMilliseconds / s_idle.TotalSeconds;
        var took = new List<double>();
        for (var i = 0; i < Running; i++)
        {
            took.Add(await waiters.AskAsync(hub.Client, from + i));
        }

        Print($"beside {finished} finished: started in {started.TotalMilliseconds:F0} ms; answers: {Spread(took)}");
        Print($"  idle: {idle:F1} table requests/s, processor {ownIdle:F1} ms/s");
        if (azuriteIdle is { } ms)
        {
            Print($"  idle: Azurite's processor {ms:F1} ms/s");
        }

        await hub.StopAsync(CancellationToken.None);
    }
}
