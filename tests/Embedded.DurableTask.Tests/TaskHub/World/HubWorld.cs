using System.Collections.Concurrent;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>
/// One storage, one clock that the test moves, and as many processes on them as a test wants. The storage is in memory, or Azurite:
/// then time stands still while a request is under way, so that what happens between two moments of the clock is the same.
/// </summary>
internal sealed class HubWorld : IAsyncDisposable
{
    private const int Patience = 20_000;
    private readonly List<HubProcess> _processes = [];
    private readonly Traffic _traffic = new();
    private readonly LogWatch _watch;

    /// <param name="azurite">Where to keep rows and payloads; null: in memory.</param>
    public HubWorld(AzuriteFixture? azurite = null)
    {
        Conductor.Adopt();
        if (azurite is null)
        {
            Table = new MemoryTableStore(Clock);
            Payloads = new MemoryPayloadStore(Clock);
        }
        else
        {
            // Payloads tell their age by the service's clock.
            Clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            var name = AzuriteFixture.UniqueName("world");
            Table = new AzuriteTable(azurite.ConnectionString, name, _traffic);
            Payloads = new AzuritePayloads(azurite.ConnectionString, name, _traffic);
        }

        _watch = LogWatch.Over(Table, Payloads, CodeOf);
        SampleCode.AddTo(Registry, Witness);
    }

    /// <summary>What everything in this world runs on, the test itself from its first await on.</summary>
    public Conductor Conductor { get; } = new();

    /// <summary>Where its processes get their random numbers from.</summary>
    public Random Chance { get; } = new(1);

    /// <summary>When every world begins.</summary>
    public static DateTimeOffset Epoch { get; } = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Epoch);

    public IWorldTable Table { get; }

    public IWorldPayloads Payloads { get; }

    /// <summary>The code that processes have unless a test says otherwise.</summary>
    public TaskRegistry Registry { get; } = new();

    /// <summary>Processes that the others take for certainly dead.</summary>
    public ConcurrentDictionary<string, bool> KnownDead { get; } = new(StringComparer.Ordinal);

    /// <summary>What its activities tell.</summary>
    public Witness Witness { get; } = new();

    public ConcurrentDictionary<string, int> Runs => Witness.Runs;

    public TaskCompletionSource Gate => Witness.Gate;

    public int Shards { get; init; } = 1;

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A process that is not started yet.</summary>
    public HubProcess NewProcess(Action<TaskHubOptions>? configure = null, TaskRegistry? registry = null, ILoggerFactory? loggers = null)
    {
        var options = new TaskHubOptions
        {
            HubName = "World",
            ShardCount = Shards,
            LeasePeriod = Lease,
        };
        configure?.Invoke(options);
        var process = new HubProcess(this, options, registry ?? Registry, loggers ?? NullLoggerFactory.Instance);
        _processes.Add(process);
        return process;
    }

    /// <summary>A process, running.</summary>
    public async Task<HubProcess> StartAsync(Action<TaskHubOptions>? configure = null, TaskRegistry? registry = null)
    {
        var process = NewProcess(configure, registry);
        await Await(process.Hub.StartAsync(CancellationToken.None));
        return process;
    }

    /// <summary>Lets time pass in small steps until the task is done.</summary>
    public async Task<T> Await<T>(Task<T> task)
    {
        await Await((Task)task);
        return await task;
    }

    /// <summary>Lets time pass in small steps until the task is done.</summary>
    public async Task Await(Task task)
    {
        await Until(() => task.IsCompleted, "the task is done");
        await task;
    }

    /// <summary>Lets time pass in small steps until the condition holds.</summary>
    public async Task Until(Func<bool> condition, string what, TimeSpan? step = null)
    {
        await RestAsync();
        for (var steps = 0; !condition(); steps++)
        {
            if (steps > Patience)
            {
                throw new TimeoutException($"Waited in vain until {what}. Rows:\n{Dump()}");
            }

            await PassAsync(step ?? TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Waits until an instance is as wanted, by asking a client.</summary>
    public async Task<OrchestrationMetadata> UntilInstance(
        DurableTaskClient client,
        string id,
        Func<OrchestrationMetadata, bool> condition,
        string what,
        bool fetch = true
    )
    {
        for (var steps = 0; ; steps++)
        {
            var found = await client.GetInstanceAsync(id, getInputsAndOutputs: fetch);
            if (found is not null && condition(found))
            {
                return found;
            }

            if (steps > Patience)
            {
                throw new TimeoutException($"{id} never was {what}: {found}. Rows:\n{Dump()}");
            }

            await PassAsync(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Lets all happen that is ready, and all that becomes ready within a time.</summary>
    public async Task Settle(int milliseconds = 300)
    {
        for (var passed = 0; passed < milliseconds; passed += 10)
        {
            await PassAsync(TimeSpan.FromMilliseconds(10));
        }
    }

    private async Task PassAsync(TimeSpan time)
    {
        await RestAsync();
        Clock.Advance(time);
        await RestAsync();
    }

    /// <summary>Completes when nothing is left that could happen without the clock moving.</summary>
    public async Task RestAsync()
    {
        do
        {
            await Conductor.RestAsync();
        } while (await _traffic.NextAsync());
    }

    /// <summary>Takes a payload away behind everybody's back. What becomes of its instance is the test's own affair.</summary>
    public void Lose(string payload)
    {
        foreach (var partition in Table.Rows.Select(row => row.PartitionKey).Distinct(StringComparer.Ordinal))
        {
            _watch.Spoil(partition, $"i|{payload[..payload.IndexOf('/', StringComparison.Ordinal)]}");
        }

        Payloads.Lose(payload);
    }

    /// <summary>The code of an orchestrator as the process has it that was made last.</summary>
    public OrchestratorFactory? CodeOf(string name) =>
        Enumerable
            .Reverse(_processes)
            .Select(process => process.Registry.FindOrchestrator(name))
            .FirstOrDefault(found => found is not null);

    /// <summary>Whether a row is of one of these kinds, given by their letters.</summary>
    public static bool IsOfKind(TableRow row, string kinds) =>
        row.RowKey.Length > 2
        && row.RowKey[1] == '|'
        && kinds.Contains(row.RowKey[0], StringComparison.Ordinal)
        && row.PartitionKey != "hub";

    public string Dump() =>
        string.Join(
            '\n',
            Table.Rows.Select(row =>
                $"{row.PartitionKey} {row.RowKey} {string.Join(", ", row.Properties.Select(p => $"{p.Key}={p.Value}"))}"
            )
        );

    public async ValueTask DisposeAsync()
    {
        Gate.TrySetResult();
        foreach (var process in _processes)
        {
            process.Kill();
            await process.Hub.DisposeAsync();
        }

        // Whatever a test was about.
        Assert.True(_watch.Violation is null, _watch.Violation);
    }
}

/// <summary>One process on the world's storage.</summary>
internal sealed class HubProcess
{
    private readonly HubWorld _world;

    public HubProcess(HubWorld world, TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers)
    {
        _world = world;
        Registry = registry;
        Store = new FaultyTableStore(world.Table);
        Hub = new global::Embedded.DurableTask.TaskHub(
            options,
            registry,
            Store,
            world.Payloads,
            world.Clock,
            loggers,
            world.KnownDead.ContainsKey,
            world.Conductor.SurroundingsFor(world.Chance)
        );
    }

    public TaskRegistry Registry { get; }

    public FaultyTableStore Store { get; }

    public global::Embedded.DurableTask.TaskHub Hub { get; }

    public DurableTaskClient Client => Hub.Client;

    /// <summary>kill -9: nothing that it still does reaches the storage. It is not disposed.</summary>
    /// <param name="noticed">The others see that the process is gone and need not wait for its lease.</param>
    public void Kill(bool noticed = false)
    {
        Store.Cut();
        if (noticed)
        {
            _world.KnownDead[Hub.Runtime.Self] = true;
        }
    }
}
