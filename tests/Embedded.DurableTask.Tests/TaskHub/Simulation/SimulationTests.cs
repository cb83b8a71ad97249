using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>
/// Simulations of many seeds. <c>SIMULATION_SEEDS</c> says how many (500), <c>SIMULATION_FIRST</c> which is the first (1): with one seed
/// the log of that run is written beside the verdict. <c>SIMULATION_FAILURES</c> says after how many failures to stop (5).
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Run_ManySeeds_EveryAcknowledgedCallTakesEffectOnce()
    {
        var first = Setting("SIMULATION_FIRST", 1);
        var count = Setting("SIMULATION_SEEDS", 500);
        var most = Setting("SIMULATION_FAILURES", 5);
        var failures = new ConcurrentDictionary<int, string>();
        var (simulated, renewals) = (0L, 0);
        Parallel.For(
            first,
            first + count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                var (problem, run) = RunOne(seed, count == 1);
                Interlocked.Add(ref simulated, run.Simulated.Ticks);
                Interlocked.Add(ref renewals, run.Renewals);
                if (problem is not null)
                {
                    failures[seed] = problem;
                }

                if (failures.Count >= most)
                {
                    loop.Stop();
                }
            }
        );
        output.WriteLine($"{count} seeds from {first}, {TimeSpan.FromTicks(simulated)} simulated, {renewals} ids used again.");
        Assert.True(
            failures.IsEmpty,
            $"{failures.Count} seeds failed."
                + string.Concat(
                    failures
                        .OrderBy(failure => failure.Key)
                        .Take(5)
                        .Select(failure =>
                            $"\nSeed {failure.Key} (alone: SIMULATION_SEEDS=1 SIMULATION_FIRST={failure.Key}): {failure.Value}"
                        )
                )
        );
    }

    [Theory]
    [InlineData(7)]
    [InlineData(77)]
    [InlineData(777)]
    public async Task Run_SameSeedAgain_SameRun(int seed)
    {
        var once = new SimulatedRun(seed, NullLoggerFactory.Instance);
        var again = new SimulatedRun(seed, NullLoggerFactory.Instance);
        Assert.Null(await once.RunAsync());
        Assert.Null(await again.RunAsync());
        Assert.Equal(once.Trace, again.Trace);
    }

    private (string? Problem, SimulatedRun Run) RunOne(int seed, bool isAlone)
    {
        using var loggers = isAlone ? new SimulationLog(output) : null;
        var run = new SimulatedRun(seed, loggers is null ? NullLoggerFactory.Instance : loggers);
        loggers?.Attach(run);

        // The simulation has no thread of its own to wait for: it runs wherever the pool has room.
        return (run.RunAsync().GetAwaiter().GetResult(), run);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
