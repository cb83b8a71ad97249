using System.Globalization;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>
/// Random workflows on several processes that are killed, frozen, stopped and cut off while clients start, steer and tell them things:
/// all of it drawn from one number. Afterwards every acknowledged call must have had its effect once.
/// </summary>
internal sealed partial class SimulatedRun
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);
    private readonly Random _chance;
    private readonly Conductor _conductor;
    private readonly SimulatedClock _clock = new(s_start);
    private readonly MemoryTableStore _table;
    private readonly MemoryPayloadStore _payloads;
    private readonly List<Machine> _machines = [];
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);
    private readonly List<Account> _accounts = [];
    private readonly ILoggerFactory _loggers;
    private readonly TaskHubOptions _options;
    private readonly TaskRegistry _code;
    private readonly LogWatch _watch;
    private bool _isOver;
    private int _made;

    public SimulatedRun(int seed, ILoggerFactory loggers)
    {
        _chance = new Random(seed);
        _conductor = new Conductor(new Random(seed));
        _table = new MemoryTableStore(_clock);
        _payloads = new MemoryPayloadStore(_clock);
        _loggers = loggers;
        _code = JobCode.Registry(_clock, _chance.Next, static _ => { });
        _watch = LogWatch.Over(_table, _payloads, _code.FindOrchestrator);
        _options = new TaskHubOptions
        {
            HubName = "Simulated",
            ShardCount = 1 + _chance.Next(3),
            LeasePeriod = TimeSpan.FromSeconds(1 + _chance.Next(10)),
            MaxLiveSessions = _chance.Next(3) == 0 ? 1 : 100,
            MaxConcurrentActivities = 1 + _chance.Next(8),
        };
    }

    /// <summary>How long it took on its own clock.</summary>
    public TimeSpan Simulated => _clock.GetUtcNow() - s_start;

    /// <summary>Lives that ids began after their first.</summary>
    public int Renewals => _accounts.Sum(account => account.Lives - 1);

    /// <summary>The same for the same seed, and for hardly any other: what the table was at the end.</summary>
    public string Trace => $"{Simulated} {_table.Commits} {string.Join(' ', _table.Rows.Select(row => row.RowKey + row.ETag))}";

    /// <returns>What went wrong; null if nothing did.</returns>
    public async Task<string?> RunAsync()
    {
        var done = new TaskCompletionSource<string?>();
        _conductor.Post(_ => _ = ConductAsync(done), null);
        return await done.Task.ConfigureAwait(false);
    }

    private async Task ConductAsync(TaskCompletionSource<string?> done)
    {
        try
        {
            var play = PlayAsync();
            while (!play.IsCompleted)
            {
                await _conductor.RestAsync();
                if (_watch.Violation is { } violation)
                {
                    done.SetResult($"after {Simulated}: {violation}");
                    return;
                }

                if (play.IsCompleted)
                {
                    break;
                }

                if (!_clock.Advance() || Simulated > s_patience)
                {
                    done.SetResult($"came to a standstill after {Simulated}: {DescribeStandstill()}");
                    return;
                }
            }

            done.SetResult(await play);
        }
        catch (Exception problem)
        {
            done.SetResult(problem.ToString());
        }
    }

    private async Task<string?> PlayAsync()
    {
        var count = 1 + _chance.Next(6);
        for (var i = 0; i < count; i++)
        {
            _accounts.Add(new Account($"job{i}", JobModel.Make(_chance)));
        }

        for (var i = 1 + _chance.Next(3); i > 0; i--)
        {
            await BootAsync();
        }

        var clients = Enumerable.Range(0, 1 + _chance.Next(4)).Select(BeClientAsync).ToList();
        var troubles = MakeTroubleAsync();
        await Task.WhenAll(clients);
        _isOver = true;
        await troubles;
        _machines.RemoveAll(machine => machine.IsDead);
        return await EndAsync();
    }

    private async Task BootAsync()
    {
        var way = new Way(_clock, _chance) { Weather = Weather.Draw(_chance) };
        var store = new TroubledStore(_table, way) { ServiceDate = _clock.GetUtcNow };
        var clock = new SkewedClock(_clock, TimeSpan.FromSeconds(_chance.Next(3) == 0 ? _chance.Next(-10, 10) : 0));
        var known = _chance.Next(2) == 0;
        var hub = new global::Embedded.DurableTask.TaskHub(
            _options,
            _code,
            store,
            new TroubledPayloads(_payloads, way),
            clock,
            _loggers,
            identity => known && _dead.Contains(identity),
            _conductor.SurroundingsFor(_chance)
        );
        var machine = new Machine(hub, way);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await hub.StartAsync(CancellationToken.None);
                _machines.Add(machine);
                return;
            }
            catch (Embedded.DurableTask.Hub.Storage.TableStoreException) when (attempt < 500)
            {
                // A host would be started again by its supervisor.
                await PauseAsync(500);
            }
        }
    }

    private async Task MakeTroubleAsync()
    {
        while (!_isOver)
        {
            await PauseAsync(3_000);
            var machine = _machines[_chance.Next(_machines.Count)];
            switch (_chance.Next(6))
            {
                case 0:
                    machine.Kill();
                    await ReplaceAsync(machine);
                    break;
                case 1:
                    machine.Way.Freeze(TimeSpan.FromMilliseconds(_chance.Next(20_000)));
                    break;
                case 2:
                    await machine.StopAsync(TimeSpan.FromMilliseconds(_chance.Next(5_000)), _clock);
                    await ReplaceAsync(machine);
                    break;
                case 3 when _machines.Count < 4:
                    await BootAsync();
                    break;
                default:
                    machine.Way.Weather = Weather.Draw(_chance);
                    break;
            }
        }
    }

    private async Task ReplaceAsync(Machine machine)
    {
        _dead.Add(machine.Hub.Runtime.Self);
        if (_machines.TrueForAll(m => m.IsDead))
        {
            await BootAsync();
        }

        _machines.Remove(machine);
    }

    private Task PauseAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(milliseconds)), _clock);

    private string DescribeStandstill()
    {
        var active = _table
            .Rows.Where(row => row.RowKey.StartsWith("a|", StringComparison.Ordinal))
            .Select(row => row.RowKey[2..])
            .ToList();
        return string.Join(", ", active)
            + string.Concat(_accounts.Select(account => $"\n  {account.Id}: {Show(account.Steps)}; {account.Acknowledged.Count} facts"))
            + string.Concat(
                _table
                    .Rows.Where(row => active.Exists(id => row.RowKey.Split('|') is [_, var key, ..] && key == id))
                    .Select(row => $"\n  {row.RowKey} {string.Join(", ", row.Properties.Select(Show))}")
            );
    }

    private static string Show(KeyValuePair<string, object> property)
    {
        var text = Convert.ToString(property.Value, CultureInfo.InvariantCulture)!;
        return $"{property.Key}={(text.Length > 2_000 ? text[..2_000] : text)}";
    }

    private static string Show(IEnumerable<Step> steps) =>
        string.Join(", ", steps.Select(step => step.Kind == "child" ? $"child [{Show(step.Inner)}]" : $"{step.Kind} {step.Number}"));

    private sealed class Machine(global::Embedded.DurableTask.TaskHub hub, Way way)
    {
        private readonly TaskCompletionSource _death = new();

        public global::Embedded.DurableTask.TaskHub Hub { get; } = hub;

        public Way Way { get; } = way;

        public Task Death => _death.Task;

        public bool IsDead => Way.IsCut;

        /// <summary>kill -9.</summary>
        public void Kill()
        {
            Way.IsCut = true;
            _death.TrySetResult();
        }

        /// <summary>SIGTERM, and SIGKILL when the time given is over.</summary>
        public async Task StopAsync(TimeSpan patience, TimeProvider clock)
        {
            using var limit = new CancellationTokenSource(patience, clock);
            await Task.WhenAny(Hub.StopAsync(limit.Token), Task.Delay(patience * 2, clock));
            Kill();
        }
    }
}
