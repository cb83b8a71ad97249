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
    private volatile Standing _standing = Standing.Unknown;

    /// <summary>The processes alive, this one included, in an order that all agree on. Any thread.</summary>
    public IReadOnlyList<string> Alive => _alive;

    /// <summary>
    /// Since when, on the monotonic clock, no other process can have been told that a message is durable; null while one may be told so.
    /// Any thread.
    /// </summary>
    public long? AloneSince => _standing is { AloneSince: { } since } standing && Elapsed(standing.LookedAt) <= Notice ? since : null;

    /// <summary>
    /// Every other process knows of this one, or looks into its inbox anyway: what is told to senders here enters history before what
    /// is told to later ones there. Any thread.
    /// </summary>
    public bool IsKnownToOthers =>
        _standing is { RegisteredSince: { } since } standing && Elapsed(since) >= Notice && Elapsed(standing.TouchedAt) < TakenForDeadAfter;

    // Nobody trusts an older look at the others than this, so after as long a time everybody has seen a new process.
    private TimeSpan Notice => hub.Options.LeasePeriod / 2;

    // Twice the lease: its shards are taken after one, and a process that is merely slow keeps its seat.
    private TimeSpan TakenForDeadAfter => hub.Options.LeasePeriod * 2;

    /// <summary>Says that this process lives, and looks who else does.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var touchedAt = hub.TimeProvider.GetTimestamp();
        await TouchAsync(cancellationToken);
        var lookedAt = hub.TimeProvider.GetTimestamp();

        // Away for too long, it may have been taken for dead in between.
        var stayed = _standing.RegisteredSince is { } since && Elapsed(_standing.TouchedAt) < TakenForDeadAfter ? since : lookedAt;
        _standing = _standing with { RegisteredSince = stayed, TouchedAt = touchedAt };
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
        _standing = _standing with { LookedAt = lookedAt, AloneSince = alive.Count > 1 ? null : _standing.AloneSince ?? lookedAt };
    }

    /// <summary>Takes this process' row away.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken)
    {
        _standing = Standing.Unknown;
        return hub.Store.CommitAsync(LogKeys.HubPartition, [new RowOperation.Delete(LogKeys.Process(self))], cancellationToken);
    }

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

        if (!_seen.TryGetValue(process, out var last) || !string.Equals(last.ETag, row.ETag, StringComparison.Ordinal))
        {
            _seen[process] = (row.ETag, hub.TimeProvider.GetTimestamp());
            return true;
        }

        return Elapsed(last.SeenAt) < TakenForDeadAfter;
    }

    private TimeSpan Elapsed(long since) => hub.TimeProvider.GetElapsedTime(since);

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

    /// <summary>What this process and the others may rely on of each other; moments are of the monotonic clock.</summary>
    /// <param name="LookedAt">When the last look at the others began that came to an end.</param>
    /// <param name="AloneSince">When the first of the looks began that have found nobody else.</param>
    /// <param name="RegisteredSince">When the others could first have seen this process, without a gap since.</param>
    /// <param name="TouchedAt">When its row was last touched, counted from before.</param>
    private sealed record Standing(long LookedAt, long? AloneSince, long? RegisteredSince, long TouchedAt)
    {
        public static Standing Unknown { get; } = new(0, null, null, 0);
    }
}
