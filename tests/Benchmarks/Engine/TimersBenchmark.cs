using System.Collections.Concurrent;
using Embedded.DurableTask;
using Microsoft.DurableTask;
using static Benchmarks.Figures;

namespace Benchmarks.Engine;

/// <summary>Many timers due within one minute: how late what they wait for begins, which is after their commit.</summary>
internal static class TimersBenchmark
{
    public static async Task<int> RunAsync(string[] options)
    {
        var arguments = new Arguments(options);
        var n = arguments.Number("--n", 10_000);
        var seconds = arguments.Number("--seconds", 60);
        var late = new ConcurrentBag<(DateTime Due, double Late)>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registry = new TaskRegistry();
        registry.AddActivity(
            "Fired",
            (call, _) =>
            {
                var due = call.GetInput<DateTime>();
                late.Add((due, (DateTime.UtcNow - due).TotalMilliseconds));
                if (late.Count == n)
                {
                    done.TrySetResult();
                }

                return Task.FromResult<object?>(null);
            }
        );
        registry.AddOrchestrator(
            "Sleep",
            async context =>
            {
                var due = context.GetInput<DateTime>();
                await context.CreateTimer(due, CancellationToken.None);
                await context.CallActivityAsync("Fired", due);
                return null;
            }
        );
        await using var bed = await AzuriteBed.StartAsync();
        await using var hub = await Hubs.StartAsync(bed.ConnectionString, registry);

        // Far enough that all of them are made when the first is due.
        var first = DateTime.UtcNow.AddSeconds(20 + (n / 250));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, n),
            new ParallelOptions { MaxDegreeOfParallelism = 500 },
            async (i, cancellation) =>
                await hub.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", first.AddSeconds((double)seconds * i / n), cancellation)
        );
        Print($"{n} timers made, {(first - DateTime.UtcNow).TotalSeconds:F1} s before the first is due");
        await done.Task;
        Print(
            $"lateness of {n} timers due within {seconds} s: {Spread(late.Select(one => one.Late))}, earliest {late.Min(one => one.Late):F1} ms"
        );
        if (arguments.Number("--each", 0) > 0)
        {
            foreach (var second in late.GroupBy(one => (int)(one.Due - first).TotalSeconds).OrderBy(group => group.Key))
            {
                Print($"  due in second {second.Key}: {Spread(second.Select(one => one.Late))}");
            }
        }

        await hub.StopAsync(CancellationToken.None);
        return 0;
    }
}
