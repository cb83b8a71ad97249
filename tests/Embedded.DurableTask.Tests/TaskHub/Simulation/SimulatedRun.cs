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
internal sealed class SimulatedRun
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

    private async Task BeClientAsync(int number)
    {
        foreach (var account in _accounts.Where((_, i) => _chance.Next(3) == 0 || i % 4 == number))
        {
            await StartAsync(account);
        }

        for (var left = _chance.Next(20); left > 0; left--)
        {
            await PauseAsync(1_500);
            var account = _accounts[_chance.Next(_accounts.Count)];
            if (account.MayBeRenewed && _chance.Next(12) == 0)
            {
                await RenewAsync(account);
                continue;
            }

            account.CallsUnderWay++;
            await ActAsync(account);
            account.CallsUnderWay--;
        }
    }

    private async Task StartAsync(Account account)
    {
        // A finished id may be used again, which is another story: see RenewAsync.
        if (account.TerminationInDoubt || account.IsChanging)
        {
            return;
        }

        account.StartsUnderWay++;
        account.CallsUnderWay++;
        try
        {
            var options = new StartOrchestrationOptions(account.Id);
            var answer = await AskAsync(client =>
                client.ScheduleNewOrchestrationInstanceAsync("Job", new Job(account.Steps, [], false), options)
            );
            account.StartsInDoubt += answer ? 0 : 1;
            account.Started += answer ? 1 : 0;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another client's, or its own in an earlier try.
        }
        finally
        {
            account.StartsUnderWay--;
            account.CallsUnderWay--;
        }
    }

    private async Task ActAsync(Account account)
    {
        var mustExist = account.Started > 0 && !account.IsChanging;
        try
        {
            switch (account.IsChanging ? 0 : _chance.Next(12))
            {
                case < 7:
                    await SendFactAsync(account);
                    break;
                case 7:
                    await AskAsync(client => client.SuspendInstanceAsync(account.Id));
                    break;
                case 8:
                    await AskAsync(client => client.ResumeInstanceAsync(account.Id));
                    break;
                case 9 when _chance.Next(4) == 0 && account.MayTerminate:
                    account.TerminationInDoubt = true;
                    var options = new TerminateInstanceOptions(null, _chance.Next(2) == 0);
                    account.IsTerminated |= await AskAsync(client => client.TerminateInstanceAsync(account.Id, options));
                    break;
                case 10:
                    await FindAsync(account, mustExist);
                    break;
                case 11:
                    await StartAsync(account);
                    break;
                default:
                    break;
            }
        }
        catch (OrchestrationNotFoundException) when (!mustExist || account.IsChanging)
        {
            // Nobody was told that it had started, or it has been purged.
        }
        catch (OrchestrationFinishedException) when (account.TerminationInDoubt || account.IsChanging || account.Lives > 1)
        {
            // Nothing else ends a job before it is closed.
        }
    }

    /// <summary>Ends an instance for certain, purges it perhaps, and uses its id again, while others go on sending to it.</summary>
    private async Task RenewAsync(Account account)
    {
        account.IsChanging = true;
        await UntilAsync(
            account,
            client => client.TerminateInstanceAsync(account.Id, new TerminateInstanceOptions(null, _chance.Next(2) == 0)),
            found => found is { IsCompleted: true }
        );
        if (_chance.Next(2) == 0)
        {
            // No start of the last life can arrive so late that it would find nothing and make it anew.
            await Task.Delay(TimeSpan.FromSeconds(5), _clock);
            await UntilAsync(
                account,
                client => client.PurgeInstanceAsync(account.Id, new PurgeInstanceOptions(true)),
                found => found is null
            );
        }

        account.Renew(JobModel.Make(_chance));
        var options = new StartOrchestrationOptions(account.Id);
        await UntilAsync(
            account,
            client => client.ScheduleNewOrchestrationInstanceAsync("Job", new Job(account.Steps, [], false), options),
            found => found is { IsCompleted: false }
        );
        account.Started = 1;
        account.IsChanging = false;
    }

    /// <summary>Asks for something until a client says that it is so. No call is given up but with its machine.</summary>
    private async Task UntilAsync(Account account, Func<DurableTaskClient, Task> call, Func<OrchestrationMetadata?, bool> isSo)
    {
        while (true)
        {
            try
            {
                if (!await AskAsync(call, isPatient: true))
                {
                    // What a machine sent before it died may arrive for a while.
                    await Task.Delay(TimeSpan.FromSeconds(5), _clock);
                }
            }
            catch (Exception problem) when (problem is OrchestrationFinishedException or OrchestrationAlreadyExistsException)
            {
                // It is so already: by an earlier try.
            }

            OrchestrationMetadata? found = null;
            if (await AskAsync(async client => found = await client.GetInstanceAsync(account.Id), isPatient: true) && isSo(found))
            {
                return;
            }

            await PauseAsync(1_000);
        }
    }

    private async Task SendFactAsync(Account account)
    {
        var fact = (_made++).ToString(CultureInfo.InvariantCulture);
        account.InDoubt.Add(fact);
        var (life, wasChanging) = (account.Lives, account.IsChanging);
        var isAcknowledged = await AskAsync(client => client.RaiseEventAsync(account.Id, JobCode.Fact, fact));
        if (isAcknowledged && life == account.Lives && !wasChanging && !account.IsChanging)
        {
            account.Acknowledged.Add(fact);
        }
    }

    private async Task FindAsync(Account account, bool mustExist)
    {
        OrchestrationMetadata? found = null;
        if (await AskAsync(async client => found = await client.GetInstanceAsync(account.Id)) && found is null && mustExist)
        {
            throw new InvalidOperationException($"{account.Id} was acknowledged and is not found");
        }
    }

    /// <param name="call">The call.</param>
    /// <param name="isPatient">Waits as long as the machine lives.</param>
    /// <returns>True: done. False: nobody knows.</returns>
    private async Task<bool> AskAsync(Func<DurableTaskClient, Task> call, bool isPatient = false)
    {
        var machine = _machines[_chance.Next(_machines.Count)];
        try
        {
            var answer = call(machine.Hub.Client);
            await Task.WhenAny(answer, isPatient ? machine.Death : Task.Delay(TimeSpan.FromSeconds(40), _clock), machine.Death);
            if (!answer.IsCompleted)
            {
                return false;
            }

            await answer;
            return true;
        }
        catch (Embedded.DurableTask.Hub.Storage.TableStoreException)
        {
            return false;
        }
        catch (InvalidOperationException) when (!machine.Hub.Health.IsRunning)
        {
            return false;
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

    /// <summary>Good weather; everything is brought to its end and compared with what the clients were told.</summary>
    private async Task<string?> EndAsync()
    {
        _machines.ForEach(machine => machine.Way.Weather = Weather.Calm);
        foreach (var account in _accounts)
        {
            await CloseAsync(account);
        }

        foreach (var account in _accounts)
        {
            var end = await EndOfAsync(account);
            if (account.Judge(end) is { } problem)
            {
                return $"{account.Id}: {problem}\n  steps: {Show(account.Steps)}\n  output: {end.SerializedOutput}";
            }
        }

        return await RestAsync() ?? await PurgeAsync();
    }

    /// <returns>What is wrong with the rows once all is done, if it does not come right within a while; null if nothing is.</returns>
    private async Task<string?> RestAsync()
    {
        string? problem = null;
        for (var looks = 0; looks < 100; looks++)
        {
            problem = LogInvariants.Find(_table, _payloads, _code.FindOrchestrator);
            if (problem is null)
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), _clock);
        }

        return $"at rest: {problem}";
    }

    private DurableTaskClient AnyClient => _machines[_chance.Next(_machines.Count)].Hub.Client;

    private async Task CloseAsync(Account account)
    {
        if (account.Started > 1)
        {
            throw new InvalidOperationException(
                $"{account.Id} was started {account.Started} times, terminated {account.IsTerminated} {account.TerminationInDoubt}"
            );
        }

        // It may never have been started, or nobody knows: one more start makes sure, and is refused if there is nothing to do.
        await StartAsync(account);
        try
        {
            await AnyClient.ResumeInstanceAsync(account.Id);
            for (var i = JobModel.FactsNeeded(account.Steps); i > 0; i--)
            {
                await SendFactAsync(account);
            }

            await AnyClient.RaiseEventAsync(account.Id, JobCode.Closing, account.Acknowledged);
        }
        catch (OrchestrationFinishedException) when (account.TerminationInDoubt)
        {
            // Nothing to close.
        }
    }

    private async Task<OrchestrationMetadata> EndOfAsync(Account account)
    {
        var end = AnyClient.WaitForInstanceCompletionAsync(account.Id, getInputsAndOutputs: true);
        while (await Task.WhenAny(end, Task.Delay(TimeSpan.FromMinutes(1), _clock)) != end)
        {
            // A suspension that its sender had given up on may have come after all.
            await AskAsync(client => client.ResumeInstanceAsync(account.Id));
        }

        return await end;
    }

    private async Task<string?> PurgeAsync()
    {
        foreach (var account in _accounts.Where(_ => _chance.Next(2) == 0))
        {
            var result = await AnyClient.PurgeInstanceAsync(account.Id, new PurgeInstanceOptions(true));
            if (await AnyClient.GetInstanceAsync(account.Id) is not null)
            {
                return $"{account.Id}: purged ({result.PurgedInstanceCount}) and still there";
            }

            // A message that was under way when its sender gave up may arrive after the purge. It is found and thrown away.
            for (var looks = 0; RowOf(account) is { } left; looks++)
            {
                if (looks == 100)
                {
                    return $"{account.Id}: purged and row {left.RowKey} is left";
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), _clock);
            }
        }

        return null;
    }

    private TableRow? RowOf(Account account) =>
        _table.Rows.FirstOrDefault(row => row.RowKey.Split('|') is [_, var key, ..] && key == account.Id);

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
