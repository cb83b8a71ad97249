using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Ownership;

/// <summary>
/// Which processes share the hub: each keeps a row that it touches now and then. A row that stays unchanged for a lease period on
/// our own monotonic clock is of a dead process. Used to share shards out fairly; being wrong costs time, never correctness.
/// </summary>
internal sealed class PeerTable(HubContext hub, string self, Func<string, bool> isCertainlyDead)
{
    private readonly Dictionary<string, (string? ETag, long SeenAt)> _seen = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<string> _alive = [self];

    /// <summary>The processes alive, this one included, in an order that all agree on. Any thread.</summary>
    public IReadOnlyList<string> Alive => _alive;

    /// <summary>Says that this process lives, and looks who else does.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await TouchAsync(cancellationToken);
        var page = await hub.Store.QueryAsync(LogKeys.All('p').In(LogKeys.HubPartition), null, 1000, cancellationToken);
        var alive = new List<string>();
        foreach (var row in page.Rows)
        {
            var process = row.RequiredText("process");
            if (IsAlive(row, process))
            {
                alive.Add(process);
            }
            else
            {
                // Two processes may delete it at once: the second finds nothing, which is as good.
                await hub.Store.CommitAsync(LogKeys.HubPartition, [new RowOperation.Delete(row.RowKey, row.ETag!)], cancellationToken);
            }
        }

        if (!alive.Contains(self, StringComparer.Ordinal))
        {
            alive.Add(self);
        }

        alive.Sort(StringComparer.Ordinal);
        _alive = alive;
    }

    /// <summary>Takes this process' row away.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) =>
        hub.Store.CommitAsync(LogKeys.HubPartition, [new RowOperation.Delete(LogKeys.Process(self))], cancellationToken);

    /// <summary>How many of the shards this process should own: shares differ by one at most and add up.</summary>
    public int FairShare(int shards)
    {
        var alive = _alive;
        var rank = alive.Count - 1;
        for (var i = 0; i < alive.Count; i++)
        {
            if (string.Equals(alive[i], self, StringComparison.Ordinal))
            {
                rank = i;
            }
        }

        return (shards / alive.Count) + (rank < shards % alive.Count ? 1 : 0);
    }

    private bool IsAlive(TableRow row, string process)
    {
        if (string.Equals(process, self, StringComparison.Ordinal))
        {
            return true;
        }

        if (isCertainlyDead(process))
        {
            return false;
        }

        var now = hub.TimeProvider.GetTimestamp();
        if (!_seen.TryGetValue(process, out var last) || !string.Equals(last.ETag, row.ETag, StringComparison.Ordinal))
        {
            _seen[process] = (row.ETag, now);
            return true;
        }

        // Twice the lease: its shards are taken after one, and a process that is merely slow keeps its seat.
        return hub.TimeProvider.GetElapsedTime(last.SeenAt, now) < hub.Options.LeasePeriod * 2;
    }

    private async Task TouchAsync(CancellationToken cancellationToken)
    {
        var row = new TableRow(LogKeys.HubPartition, LogKeys.Process(self));
        row.Set("v", (long)InstanceRows.SchemaVersion);
        row.Set("process", self);
        row.Set("at", hub.TimeProvider.GetUtcNow());
        var replaced = await hub.Store.CommitAsync(
            LogKeys.HubPartition,
            [new RowOperation.Replace(row, RowOperation.AnyETag)],
            cancellationToken
        );
        if (replaced is BatchOutcome.Refused)
        {
            await hub.Store.InsertAsync(row, cancellationToken);
        }
    }
}
