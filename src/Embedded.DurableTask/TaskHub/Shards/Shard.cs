using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>How a tenure ended.</summary>
internal enum ShardEnd
{
    /// <summary>Given up on purpose; the owner row says so.</summary>
    Released,

    /// <summary>Another process has taken it.</summary>
    Lost,

    /// <summary>Memory and table may differ: take it anew and read it again.</summary>
    MustReload,

    /// <summary>The table is gone.</summary>
    TableMissing,

    /// <summary>Dropped by a process that does not want to wait any longer; its lease runs out.</summary>
    Abandoned,
}

/// <summary>
/// One tenure of one process over one shard: from taking the owner row to losing or releasing it. One loop does everything in it, so
/// its memory needs no locks; the outside posts to the loop. All memory dies with the tenure.
/// </summary>
internal sealed partial class Shard : IDisposable
{
    private readonly HubContext _hub;
    private readonly int _number;
    private readonly string _partition;
    private readonly InstanceLoader _loader;
    private readonly ConcurrentDictionary<string, InstanceSlot> _slots = new(StringComparer.Ordinal);
    private readonly AsyncSignal _signal;
    private readonly Lock _lock = new();
    private readonly HashSet<TaskCompletionSource<SubmitOutcome>> _waiting = [];
    private readonly CancellationTokenSource _tenure = new();
    private readonly CancellationToken _gone;
    private readonly ITimer _alarm;
    private List<Action> _incoming = [];
    private bool _hasEnded;
    private ShardEnd? _end;
    private bool _isReleasing;

    public Shard(HubContext hub, int number, OwnerRow owner, long takenAt)
    {
        _hub = hub;
        _number = number;
        _signal = new AsyncSignal(hub.Surroundings);
        _recovered = new TaskCompletionSource(hub.Surroundings.Completion);
        _partition = LogKeys.Partition(number);
        _owner = owner;
        _gone = _tenure.Token;
        _loader = new InstanceLoader(hub, _partition);
        _provenAt = takenAt;
        _lastCommit = hub.TimeProvider.GetTimestamp();
        _alarm = hub.TimeProvider.CreateTimer(
            static state => ((AsyncSignal)state!).Set(),
            _signal,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Which shard.</summary>
    public int Number => _number;

    /// <summary>Completes when the instances that the table has as active are known.</summary>
    public Task Recovered => _recovered.Task;

    /// <summary>An unfinished instance of this id lives here. Any thread.</summary>
    public bool IsActive(string instanceId) => _slots.TryGetValue(instanceId, out var slot) && slot.IsActive;

    /// <summary>
    /// No other process can have taken the shard: a taker waits for a lease period in which nothing is committed, and ours is not over.
    /// Memory is as good as the table only while this holds. Any thread.
    /// </summary>
    public bool IsCertainlyOwned => _hub.TimeProvider.GetElapsedTime(Volatile.Read(ref _provenAt)) < _hub.Options.LeasePeriod;

    /// <summary>The durable record of an instance, if memory has it and must be right. Any thread.</summary>
    public bool TryGetRecord(string instanceId, [NotNullWhen(true)] out InstanceRecord? record)
    {
        record = IsCertainlyOwned && _slots.TryGetValue(instanceId, out var slot) ? slot.Committed : null;
        return record is not null;
    }

    /// <summary>Hands a message over. The answer comes when it is durable or refused. Any thread.</summary>
    public Task<SubmitOutcome> SubmitAsync(Func<TaskCompletionSource<SubmitOutcome>, ShardMessage> make)
    {
        var reply = new TaskCompletionSource<SubmitOutcome>(_hub.Surroundings.Completion);
        var message = make(reply);
        lock (_lock)
        {
            if (_hasEnded || _isReleasing)
            {
                return Task.FromResult(SubmitOutcome.Moved);
            }

            _waiting.Add(reply);
            _incoming.Add(() => AcceptFromClient(message));
        }

        _signal.Set();
        return reply.Task;
    }

    /// <summary>Finishes what is in memory, then gives the shard up so that another process can take it at once. Any thread.</summary>
    public void RequestRelease()
    {
        lock (_lock)
        {
            _isReleasing = true;
        }

        _signal.Set();
    }

    /// <summary>Ends the tenure without another storage call. Any thread.</summary>
    public void Abandon() => Post(() => _end ??= ShardEnd.Abandoned);

    /// <inheritdoc/>
    public void Dispose()
    {
        _alarm.Dispose();
        _tenure.Dispose();
    }

    /// <summary>Runs the tenure to its end.</summary>
    public async Task<ShardEnd> RunAsync()
    {
        try
        {
            await RecoverAsync();
            while (true)
            {
                RunPosted();
                if (_end is { } end)
                {
                    return end;
                }

                FireTimers();
                StartPollIfDue();
                DoHousekeeping();
                Fill();
                Fly();
                SetAlarm();
                await _signal.WaitAsync();
            }
        }
        catch (TableStoreException problem) when (problem.Fault == TableFault.TableMissing)
        {
            return ShardEnd.TableMissing;
        }
        catch (Exception problem)
        {
            Logs.ShardBroken(_hub.Logger, _number, "an unexpected exception", problem);
            return ShardEnd.MustReload;
        }
        finally
        {
            await EndTenureAsync();
        }
    }

    private void Post(Action action)
    {
        lock (_lock)
        {
            if (_hasEnded)
            {
                return;
            }

            _incoming.Add(action);
        }

        _signal.Set();
    }

    private void RunPosted()
    {
        List<Action> posted;
        lock (_lock)
        {
            if (_incoming.Count == 0)
            {
                return;
            }

            posted = _incoming;
            _incoming = [];
        }

        foreach (var action in posted)
        {
            action();
        }
    }

    private void Answer(ShardMessage message, SubmitOutcome outcome)
    {
        if (message.Reply is { } reply)
        {
            lock (_lock)
            {
                _waiting.Remove(reply);
            }

            reply.TrySetResult(outcome);
        }

        if (outcome != SubmitOutcome.Moved)
        {
            message.Settled?.Invoke();
        }
    }

    private async Task EndTenureAsync()
    {
        TaskCompletionSource<SubmitOutcome>[] unanswered;
        lock (_lock)
        {
            _hasEnded = true;
            unanswered = [.. _waiting];
            _waiting.Clear();
            _incoming.Clear();
        }

        await _hub.Surroundings.CancelAsync(_tenure);
        foreach (var slot in _slots.Values)
        {
            slot.Session?.Dispose();
        }

        // Whoever was not told that it is durable asks the next owner, with the same ids: doing it twice is noticed there.
        foreach (var reply in unanswered)
        {
            reply.TrySetResult(SubmitOutcome.Moved);
        }

        _recovered.TrySetResult();
    }
}
