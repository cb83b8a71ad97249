using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Embedded.DurableTask;
using Embedded.Functions.Hosting.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Benchmarks.Engine;

/// <summary>
/// N orchestrations of three trivial activities, a wait for one event and one more activity, all started at once on an Azurite of
/// their own; each event is raised as its orchestration begins to wait.
/// </summary>
internal static class EngineBenchmark
{
    private const string Orchestrator = "Steps";
    private const string Activity = "Work";
    private const string EventName = "Go";

    public static async Task<int> RunAsync(string[] options)
    {
        var n = Option(options, "--n", 1000);
        var lone = Option(options, "--lone", 50);
        var shards = Option(options, "--shards", new TaskHubOptions().ShardCount);
        var ceilingSeconds = Option(options, "--ceiling", 3);
        var root =
            PackageRoot.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("No package.json above the benchmark.");
        var data = Path.Combine(Path.GetTempPath(), "engine-benchmark", Path.GetRandomFileName());
        var ports = new AzuritePorts(AzuriteFixture.FreePort(), AzuriteFixture.FreePort(), AzuriteFixture.FreePort());
        try
        {
            await using var azurite = await AzuriteServer.StartAsync(root, data, ports, TimeProvider.System);
            await MeasureAsync(ports.ConnectionString, new CpuClock(data), n, lone, shards, TimeSpan.FromSeconds(ceilingSeconds));
        }
        finally
        {
            if (Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(string connection, CpuClock cpu, int n, int lone, int shards, TimeSpan ceiling)
    {
        var counter = new CountingPolicy();
        var clientOptions = TaskHubStorage.CreateOptions();
        clientOptions.AddPolicy(counter, Azure.Core.HttpPipelinePosition.PerRetry);
        var tables = new TableServiceClient(connection, clientOptions);
        Print($"machine: {Environment.ProcessorCount} processors, {Environment.OSVersion}");
        if (ceiling > TimeSpan.Zero)
        {
            foreach (var rows in (int[])[3, 10, 95])
            {
                var perSecond = await RawCeiling.TransactionsPerSecondAsync(tables, rows, ceiling);
                Print($"raw ceiling, {rows, 2} rows a transaction: {perSecond:F0} transactions/s = {perSecond * rows:F0} rows/s");
            }
        }

        var waiting = new WaitingRoom();
        await using var hub = new TaskHub(
            new TaskHubOptions { HubName = "Benchmark", ShardCount = shards },
            Registry(waiting),
            tables,
            new BlobServiceClient(connection),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        await hub.StartAsync(CancellationToken.None);
        await RunAllAsync(hub.Client, waiting, 20);
        if (lone > 0)
        {
            await MeasureLoneAsync(hub.Client, waiting, lone);
        }

        await MeasureManyAsync(hub.Client, waiting, n, counter, cpu);
        await hub.StopAsync(CancellationToken.None);
    }

    private static async Task MeasureLoneAsync(DurableTaskClient client, WaitingRoom waiting, int times)
    {
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            await RunOneAsync(client, waiting);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        Print($"lone: median {took[took.Count / 2]:F1} ms, p95 {took[(int)(took.Count * 0.95)]:F1} ms, start to finish ({times} in a row)");
    }

    private static async Task MeasureManyAsync(DurableTaskClient client, WaitingRoom waiting, int n, CountingPolicy counter, CpuClock cpu)
    {
        var (requests, transactions) = (counter.Requests, counter.Transactions);
        var (own, azurite) = cpu.Read();
        var watch = Stopwatch.StartNew();
        await RunAllAsync(client, waiting, n);
        var seconds = watch.Elapsed.TotalSeconds;
        var (ownAfter, azuriteAfter) = cpu.Read();
        Print($"many: {n} orchestrations in {seconds:F2} s = {n / seconds:F1}/s");
        Print(
            $"table requests an orchestration: {(counter.Requests - requests) / (double)n:F2}, of them transactions {(counter.Transactions - transactions) / (double)n:F2}"
        );
        Print(
            $"cpu an orchestration: engine {(ownAfter - own).TotalMilliseconds / n:F1} ms, Azurite {(azuriteAfter - azurite).TotalMilliseconds / n:F1} ms"
        );
    }

    private static Task RunAllAsync(DurableTaskClient client, WaitingRoom waiting, int n) =>
        Task.WhenAll(Enumerable.Range(0, n).Select(_ => RunOneAsync(client, waiting)));

    private static async Task RunOneAsync(DurableTaskClient client, WaitingRoom waiting)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(Orchestrator, "input", CancellationToken.None);
        await waiting.ArrivedAsync(id);
        await client.RaiseEventAsync(id, EventName, "payload", CancellationToken.None);
        var end = await client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            throw new InvalidOperationException($"{end}");
        }
    }

    private static TaskRegistry Registry(WaitingRoom waiting)
    {
        var registry = new TaskRegistry();
        registry.AddActivity(Activity, (call, _) => Task.FromResult<object?>(call.GetInput<int>() + 1));
        registry.AddOrchestrator(
            Orchestrator,
            async context =>
            {
                var sum = 0;
                for (var step = 0; step < 3; step++)
                {
                    sum = await context.CallActivityAsync<int>(Activity, sum);
                }

                var wait = context.WaitForExternalEvent<string>(EventName);
                waiting.Arrive(context.InstanceId);
                await wait;
                return await context.CallActivityAsync<int>(Activity, sum);
            }
        );
        return registry;
    }

    private static int Option(string[] options, string name, int otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
