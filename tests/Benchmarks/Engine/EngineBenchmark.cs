using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Embedded.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using static Benchmarks.Figures;

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
        var arguments = new Arguments(options);
        var n = arguments.Number("--n", 1000);
        var lone = arguments.Number("--lone", 50);
        var shards = arguments.Number("--shards", new TaskHubOptions().ShardCount);
        var ceiling = TimeSpan.FromSeconds(arguments.Number("--ceiling", 3));
        await using var bed = await AzuriteBed.StartAsync();
        await MeasureAsync(bed.ConnectionString, new CpuClock(bed.Data), n, lone, shards, ceiling);
        return 0;
    }

    private static async Task MeasureAsync(string connection, CpuClock cpu, int n, int lone, int shards, TimeSpan ceiling)
    {
        var counter = new CountingPolicy();
        var clientOptions = TaskHubStorage.CreateOptions();
        clientOptions.AddPolicy(counter, Azure.Core.HttpPipelinePosition.PerRetry);
        var tables = new TableServiceClient(connection, clientOptions);
        Print($"machine: {Environment.ProcessorCount} processors, {Environment.OSVersion}");
        var ceilingRows = 0.0;
        if (ceiling > TimeSpan.Zero)
        {
            foreach (var rows in (int[])[3, 10, 95])
            {
                var perSecond = await RawCeiling.TransactionsPerSecondAsync(tables, rows, ceiling);
                ceilingRows = perSecond * rows;
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

        await MeasureManyAsync(hub.Client, waiting, n, counter, cpu, ceilingRows);
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

        Print($"lone, start to finish, one after another: {Spread(took)}");
    }

    private static async Task MeasureManyAsync(
        DurableTaskClient client,
        WaitingRoom waiting,
        int n,
        CountingPolicy counter,
        CpuClock cpu,
        double ceilingRows
    )
    {
        var (requests, transactions, rows) = (counter.Requests, counter.Transactions, counter.Rows);
        var (own, azurite) = cpu.Read();
        var watch = Stopwatch.StartNew();
        await RunAllAsync(client, waiting, n);
        var seconds = watch.Elapsed.TotalSeconds;
        var (ownAfter, azuriteAfter) = cpu.Read();
        Print($"many: {n} orchestrations in {seconds:F2} s = {n / seconds:F1}/s");
        Print(
            $"table requests an orchestration: {(counter.Requests - requests) / (double)n:F2}, of them transactions {(counter.Transactions - transactions) / (double)n:F2}"
        );
        var rowsEach = (counter.Rows - rows) / (double)n;
        Print($"rows written an orchestration: {rowsEach:F1}");
        if (ceilingRows > 0)
        {
            Print($"share of the row throughput of large transactions: {rowsEach * n / seconds / ceilingRows:P0}");
        }

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
}
