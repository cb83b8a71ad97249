using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Ownership;

/// <summary>
/// One shard as this process sees it: watches the owner row while another owns it, takes it when it may, runs the tenure, and begins
/// anew when that ends.
/// </summary>
internal sealed class ShardSeat(HubContext hub, int number, string self, Func<string, bool> isCertainlyDead, Func<bool> mayTakeMore)
    : IDisposable
{
    private readonly string _partition = LogKeys.Partition(number);
    private readonly AsyncSignal _wake = new(hub.Surroundings);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _firstTry = new(hub.Surroundings.Completion);
    private volatile Shard? _tenure;
    private string? _watchedETag;
    private long _watchedSince;
    private bool _hasBeenSeen;
    private bool _isGone;
    private long _takenAt;
    private Task _loop = Task.CompletedTask;

    public int Number { get; } = number;

    /// <summary>The tenure under way; null if this process does not own the shard. Any thread.</summary>
    public Shard? Tenure => _tenure;

    /// <summary>Completes when the shard has been taken and recovered, or found to belong to another process.</summary>
    public Task FirstTry => _firstTry.Task;

    public void Start() => _loop = hub.Surroundings.Run(RunAsync);

    /// <summary>Looks again now.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Releases the shard, if it is owned, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await hub.Surroundings.CancelAsync(_stop);
        _wake.Set();
        _tenure?.RequestRelease();
        await _loop
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_loop.IsCompleted)
        {
            // No more time: the lease runs out by itself.
            _tenure?.Abandon();
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            var owner = await TryTakeAsync();
            if (_isGone)
            {
                GiveUp();
                return;
            }

            if (owner is null)
            {
                _firstTry.TrySetResult();
                await PauseAsync(hub.Options.LeasePeriod / 8);
                continue;
            }

            var end = await RunTenureAsync(owner);
            hub.Telemetry.CountEnd(end);
            failures = end == ShardEnd.MustReload ? failures + 1 : 0;
            if (end == ShardEnd.TableMissing)
            {
                GiveUp();
                return;
            }

            if (failures > 0)
            {
                await PauseAsync(hub.BackOff.Pause(failures));
            }
            else if (end is ShardEnd.Released or ShardEnd.Lost)
            {
                // The others first.
                await PauseAsync(hub.Options.LeasePeriod / 8);
            }
        }
    }

    /// <summary>The table is gone. Made anew silently it would look as if all orchestrations had never been.</summary>
    private void GiveUp()
    {
        hub.Trouble.Problem = $"The table of hub '{hub.Options.HubName}' is gone. Restore it, or start again for a new, empty hub.";
        Logs.ShardBroken(hub.Logger, Number, hub.Trouble.Problem, null);
        _firstTry.TrySetResult();
    }

    private async Task<ShardEnd> RunTenureAsync(OwnerRow owner)
    {
        using var tenure = new Shard(hub, Number, owner, _takenAt);
        var running = tenure.RunAsync();
        await tenure.Recovered;
        _tenure = tenure;
        _firstTry.TrySetResult();
        if (_stop.IsCancellationRequested)
        {
            tenure.RequestRelease();
        }

        try
        {
            return await running;
        }
        finally
        {
            _tenure = null;
            _watchedETag = null;
        }
    }

    /// <returns>The owner row as this process has just written it; null if the shard is another's.</returns>
    private async Task<OwnerRow?> TryTakeAsync()
    {
        try
        {
            var row = await hub.Store.FindAsync(_partition, LogKeys.Owner, _stop.Token);
            hub.Trouble.Answered();
            var current = row is null ? null : OwnerRow.From(row);

            // Owner rows are never deleted: this is another table of the same name.
            _isGone = current is null && _hasBeenSeen;
            _hasBeenSeen |= current is not null;
            return !_isGone && MayTake(current) ? await TakeAsync(current) : null;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (TableStoreException problem) when (problem.Fault == TableFault.TableMissing)
        {
            _isGone = true;
            return null;
        }
        catch (TableStoreException problem)
        {
            hub.Trouble.Unanswered();
            Logs.HousekeepingFailed(hub.Logger, "looking at the owner of a shard", problem);
            return null;
        }
        catch (UnreadableRowException problem)
        {
            hub.Trouble.Problem = problem.Message;
            Logs.ShardBroken(hub.Logger, Number, problem.Message, null);
            return null;
        }
    }

    private bool MayTake(OwnerRow? current)
    {
        if (current is null || current.IsReleased)
        {
            return mayTakeMore();
        }

        // Ours from a tenure that ended with doubts, or of a process that cannot come back: nobody to wait for.
        if (string.Equals(current.Process, self, StringComparison.Ordinal) || isCertainlyDead(current.Process))
        {
            return true;
        }

        if (!string.Equals(current.ETag, _watchedETag, StringComparison.Ordinal))
        {
            _watchedETag = current.ETag;
            _watchedSince = hub.TimeProvider.GetTimestamp();
            return false;
        }

        // Measured here, not by times in the row: no two machines' clocks have to agree.
        return hub.TimeProvider.GetElapsedTime(_watchedSince) >= hub.Options.LeasePeriod;
    }

    private async Task<OwnerRow?> TakeAsync(OwnerRow? current)
    {
        var epoch = (current?.Epoch ?? 0) + 1;
        var commit = hub.Ids.NewId();
        var row = OwnerRow.ToRow(_partition, self, epoch, commit);
        RowOperation operation = current is null ? new RowOperation.Insert(row) : new RowOperation.Replace(row, current.ETag);

        _takenAt = hub.TimeProvider.GetTimestamp();

        // From here on a former owner's commits are refused, so what is read next stays true.
        var outcome = await hub.Store.CommitAsync(_partition, [operation], _stop.Token);
        _hasBeenSeen |= outcome is BatchOutcome.Committed;
        return outcome is BatchOutcome.Committed committed ? new OwnerRow(self, epoch, commit, committed.ETags[0]!) : null;
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var delay = Task.Delay(pause, hub.TimeProvider, timeout.Token);
        await Task.WhenAny(delay, _wake.WaitAsync());
        await hub.Surroundings.CancelAsync(timeout);
    }
}
