using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Ownership;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Client;

/// <summary>Reads instance records: from the memory of the shards of this process, else from the table.</summary>
internal sealed class InstanceReader(HubContext hub, ShardSeat[] seats)
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(20);

    /// <summary>The durable record of an instance; null if there is none, or if it is being purged.</summary>
    public async Task<InstanceRecord?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        (await LocateAsync(instanceId, cancellationToken))?.Record;

    /// <summary>The durable record of an instance and its shard; null if there is none, or if it is being purged.</summary>
    public async Task<(InstanceRecord Record, int Shard)?> LocateAsync(string instanceId, CancellationToken cancellationToken)
    {
        foreach (var seat in seats)
        {
            if (seat.Tenure is { } tenure && tenure.TryGetRecord(instanceId, out var known))
            {
                return known.IsPurging ? null : (known, seat.Number);
            }
        }

        var (row, shard) = await FindRowAsync(instanceId, cancellationToken);
        return row is not null && InstanceRows.ToRecord(row) is { IsPurging: false } record ? (record, shard) : null;
    }

    /// <summary>The shard an instance lives in; null if there is no such instance.</summary>
    public async Task<int?> FindShardAsync(string instanceId, CancellationToken cancellationToken)
    {
        var (row, shard) = await FindRowAsync(instanceId, cancellationToken);
        return row is null ? null : shard;
    }

    /// <summary>
    /// Looks again and again, ever more seldom, until a row is gone, since another process is to take it, or that need not be waited for.
    /// </summary>
    public async Task WaitUntilGoneAsync(string partition, string rowKey, Func<bool> isEnough, CancellationToken cancellationToken)
    {
        var pause = s_firstLook;
        while (
            !isEnough()
            && await hub.ReadAsync(() => hub.Store.FindAsync(partition, rowKey, cancellationToken), cancellationToken) is not null
        )
        {
            await Task.Delay(pause, hub.TimeProvider, cancellationToken);
            pause = pause * 1.5 < hub.Options.InboxPollInterval ? pause * 1.5 : hub.Options.InboxPollInterval;
        }
    }

    private async Task<(TableRow? Row, int Shard)> FindRowAsync(string instanceId, CancellationToken cancellationToken)
    {
        var rowKey = LogKeys.Instance(LogKeys.Escape(instanceId));
        var home = LogKeys.HomeShard(instanceId, seats.Length);
        if (await FindInAsync(home) is { } row)
        {
            return (row, home);
        }

        // A child may live anywhere. Only ids that are not at home cost this.
        var others = Enumerable.Range(0, seats.Length).Where(shard => shard != home).ToArray();
        var rows = await Task.WhenAll(others.Select(FindInAsync));
        var found = Array.FindIndex(rows, other => other is not null);
        return found < 0 ? (null, home) : (rows[found], others[found]);

        Task<TableRow?> FindInAsync(int shard) =>
            hub.ReadAsync(() => hub.Store.FindAsync(LogKeys.Partition(shard), rowKey, cancellationToken), cancellationToken);
    }
}
