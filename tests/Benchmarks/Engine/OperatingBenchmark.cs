using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Embedded.DurableTask;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Embedded.Functions.Hosting.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Benchmarks.Engine;

/// <summary>
/// What looking at a hub costs that has many finished instances beside a few that wait, and how much their purging by age disturbs
/// orchestrations that run meanwhile. On an Azurite of its own.
/// </summary>
internal static class OperatingBenchmark
{
    private const string HubName = "Operating";
    private const int HistoryRows = 3;
    private const int Waiting = 100;
    private const int Times = 15;
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(25);

    public static async Task<int> RunAsync(string[] options)
    {
        var at = Array.IndexOf(options, "--finished");
        var finished = at >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : 10_000;
        var root =
            PackageRoot.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("No package.json above the benchmark.");
        var data = Path.Combine(Path.GetTempPath(), "operating-benchmark", Path.GetRandomFileName());
        var ports = new AzuritePorts(AzuriteFixture.FreePort(), AzuriteFixture.FreePort(), AzuriteFixture.FreePort());
        try
        {
            await using var azurite = await AzuriteServer.StartAsync(root, data, ports, TimeProvider.System);
            var counter = new CountingPolicy();
            var clientOptions = TaskHubStorage.CreateOptions();
            clientOptions.AddPolicy(counter, Azure.Core.HttpPipelinePosition.PerRetry);
            var tables = new TableServiceClient(ports.ConnectionString, clientOptions);
            await using (var hub = Hub(tables, ports, retention: null))
            {
                await hub.StartAsync(CancellationToken.None);
                var payloads = new AzurePayloadStore(new BlobServiceClient(ports.ConnectionString), "unused");
                await FillAsync(new AzureTableStore(tables, HubName + "Log"), payloads, finished, new TaskHubOptions().ShardCount);
                await MeasureLooksAsync(hub, counter, finished);
                await hub.StopAsync(CancellationToken.None);
            }

            await using (var hub = Hub(tables, ports, retention: TimeSpan.FromDays(1)))
            {
                await hub.StartAsync(CancellationToken.None);
                await MeasurePurgesAsync(hub);
                await hub.StopAsync(CancellationToken.None);
            }
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

    private static async Task MeasureLooksAsync(TaskHub hub, CountingPolicy counter, int finished)
    {
        for (var i = 0; i < Waiting; i++)
        {
            var options = new StartOrchestrationOptions($"wait{i:D4}") { Tags = new Dictionary<string, string> { ["kind"] = "waiting" } };
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, options);
        }

        Print(
            $"{finished} finished instances of {HistoryRows} commits, {Waiting} that wait, {hub.Health.ShardCount} shards; median of {Times}"
        );
        var operate = hub.Runtime.Operator;
        await TimeAsync("page of 50 of any status", new InstanceQuery { PageSize = 50 });
        await TimeAsync("page of 50 by id prefix", new InstanceQuery { PageSize = 50, IdPrefix = "done0005" });
        await TimeAsync(
            "page of 50 that run",
            new InstanceQuery
            {
                PageSize = 50,
                Statuses = new HashSet<OrchestrationRuntimeStatus> { OrchestrationRuntimeStatus.Running },
            }
        );
        await TimeAsync(
            "the one that failed",
            new InstanceQuery
            {
                PageSize = 50,
                Statuses = new HashSet<OrchestrationRuntimeStatus> { OrchestrationRuntimeStatus.Failed },
            }
        );
        await TimeAsync("those with a tag, of any status", new InstanceQuery { PageSize = 50, Tag = TagFilter.Parse("kind=waiting") });
        await TimeOneAsync(
            "history of one",
            async () => (await operate.ReadHistoryAsync("done000005", null, 200, true, default))?.Events.Count ?? 0
        );
        await TimeOneAsync("explanation of one", async () => (await operate.ExplainAsync("wait0005", default))!.WaitsFor.Count);

        Task TimeAsync(string what, InstanceQuery query) =>
            TimeOneAsync(what, async () => (await operate.ListAsync(query, withPayloads: false, default)).Instances.Count);

        async Task TimeOneAsync(string what, Func<Task<int>> look)
        {
            await look();
            var took = new List<double>();
            var requests = counter.Requests;
            var found = 0;
            for (var i = 0; i < Times; i++)
            {
                var watch = Stopwatch.StartNew();
                found = await look();
                took.Add(watch.Elapsed.TotalMilliseconds);
            }

            Print($"{what}: {found} found in {Median(took):F1} ms, {(counter.Requests - requests) / (double)Times:F1} requests");
        }
    }

    private static async Task MeasurePurgesAsync(TaskHub hub)
    {
        Print($"lone orchestrations before the purging: {await LoneAsync(hub.Client, s_watched)}");
        var before = await CountAsync(hub);
        var deadline = Stopwatch.StartNew();
        while (await CountAsync(hub) == before)
        {
            if (deadline.Elapsed > TimeSpan.FromMinutes(3))
            {
                throw new TimeoutException("The purging never began.");
            }

            await Task.Delay(500);
        }

        var start = await CountAsync(hub);
        var watch = Stopwatch.StartNew();
        Print($"lone orchestrations while it goes on:   {await LoneAsync(hub.Client, s_watched)}");
        var purged = start - await CountAsync(hub);
        Print($"purged meanwhile: {purged} = {purged / watch.Elapsed.TotalSeconds:F0}/s");
    }

    private static async Task<string> LoneAsync(DurableTaskClient client, TimeSpan time)
    {
        var took = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; )
        {
            var began = watch.Elapsed;
            var id = await client.ScheduleNewOrchestrationInstanceAsync("Steps", 1, CancellationToken.None);
            await client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
            took.Add((watch.Elapsed - began).TotalMilliseconds);
            await Task.Delay(20);
        }

        took.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {Median(took):F1} ms, p95 {took[(int)(took.Count * 0.95)]:F1} ms ({took.Count} of them)"
        );
    }

    private static async Task<int> CountAsync(TaskHub hub)
    {
        var count = 0;
        string? continuation = null;
        do
        {
            var query = new InstanceQuery
            {
                IdPrefix = "done",
                PageSize = InstanceQuery.LargestPage,
                Continuation = continuation,
            };
            var page = await hub.Runtime.Operator.ListAsync(query, withPayloads: false, default);
            count += page.Instances.Count;
            continuation = page.Continuation;
        } while (continuation is not null);

        return count;
    }

    /// <summary>Instances as they are when they have ended, ten days ago; the last one failed.</summary>
    private static async Task FillAsync(AzureTableStore store, AzurePayloadStore payloads, int count, int shards)
    {
        var ended = TimeProvider.System.GetUtcNow().AddDays(-10);
        var codec = new PayloadCodec(payloads, 30_000);
        var batches = new Dictionary<int, List<RowOperation>>();
        for (var i = 0; i < count; i++)
        {
            var id = $"done{i:D6}";
            var shard = LogKeys.HomeShard(id, shards);
            var partition = LogKeys.Partition(shard);
            var batch = batches.TryGetValue(shard, out var open) ? open : batches[shard] = [];
            var record = new InstanceRecord
            {
                InstanceId = id,
                Name = "Steps",
                Version = "",
                Status = i == count - 1 ? OrchestrationRuntimeStatus.Failed : OrchestrationRuntimeStatus.Completed,
                Generation = 0,
                CreatedAt = ended,
                LastUpdatedAt = ended,
                StartId = id,
                Input = "1",
                Output = "3",
            };
            batch.Add(new RowOperation.Insert(InstanceRows.ToRow(partition, record)));
            for (var commit = 0; commit < HistoryRows; commit++)
            {
                var row = new TableRow(partition, LogKeys.History(id, 0, commit));
                row.Set("v", (long)HistorySerializer.SchemaVersion);
                codec.WriteEvents(
                    row,
                    id,
                    [new StepStarted(ended), new TaskScheduled(commit, "Work", "", "1", new string('d', 32), null)],
                    []
                );
                batch.Add(new RowOperation.Insert(row));
            }

            if (batch.Count + HistoryRows + 1 > RowLimits.OperationsPerBatch)
            {
                await store.CommitAsync(partition, batch, default);
                batch.Clear();
            }
        }

        foreach (var (shard, batch) in batches.Where(left => left.Value.Count > 0))
        {
            await store.CommitAsync(LogKeys.Partition(shard), batch, default);
        }
    }

    private static TaskHub Hub(TableServiceClient tables, AzuritePorts ports, TimeSpan? retention)
    {
        var registry = new TaskRegistry();
        registry.AddActivity("Work", (call, _) => Task.FromResult<object?>(call.GetInput<int>() + 1));
        registry.AddOrchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go"));
        registry.AddOrchestrator(
            "Steps",
            async context => await context.CallActivityAsync<int>("Work", await context.CallActivityAsync<int>("Work", 1))
        );
        return new TaskHub(
            new TaskHubOptions { HubName = HubName, Retention = { Completed = retention } },
            registry,
            tables,
            new BlobServiceClient(ports.ConnectionString),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
