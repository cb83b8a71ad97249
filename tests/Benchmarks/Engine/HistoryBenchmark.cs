using System.Diagnostics;
using Embedded.DurableTask;
using Microsoft.DurableTask;
using static Benchmarks.Figures;

namespace Benchmarks.Engine;

/// <summary>One instance that takes one event after another: what a step costs early and late, and what it costs to load all of it.</summary>
internal static class HistoryBenchmark
{
    public static async Task<int> RunAsync(string[] options)
    {
        var n = new Arguments(options).Number("--n", 5_000);
        await using var bed = await AzuriteBed.StartAsync();
        var hub = await Hubs.StartAsync(bed.ConnectionString, Registry());
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Count", n, new StartOrchestrationOptions("x"), CancellationToken.None);
        var took = new List<double>();
        for (var i = 0; i < n - 1; i++)
        {
            var watch = Stopwatch.StartNew();
            await hub.Client.RaiseEventAsync("x", "Go", i, CancellationToken.None);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        Print($"steps 100 to 600: {Spread(took.Skip(100).Take(500))}");
        Print($"steps {n - 501} to {n - 1}: {Spread(took.TakeLast(500))}");
        await hub.StopAsync(CancellationToken.None);
        await hub.DisposeAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var next = await Hubs.StartAsync(bed.ConnectionString, Registry());
        var load = Stopwatch.StartNew();
        await next.Client.RaiseEventAsync("x", "Go", n, CancellationToken.None);
        await next.Client.WaitForInstanceCompletionAsync("x", CancellationToken.None);
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0;
        Print($"loading {n} commits and making the last step: {load.ElapsedMilliseconds} ms, {held:F1} MB alive afterwards");
        await next.StopAsync(CancellationToken.None);
        return 0;
    }

    private static TaskRegistry Registry()
    {
        var registry = new TaskRegistry();
        registry.AddOrchestrator(
            "Count",
            async context =>
            {
                for (var i = 0; i < context.GetInput<int>(); i++)
                {
                    await context.WaitForExternalEvent<int>("Go");
                }

                return null;
            }
        );
        return registry;
    }
}
