using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>
/// Lists instances from the table. Unfinished ones are found by the active rows, so finished ones cost them nothing; all others by
/// walking the instance rows from where the page before ended.
/// </summary>
internal sealed class InstanceLister(HubContext hub)
{
    private const int LargestRead = 1_000;
    private const int LookUpsAtOnce = 16;

    /// <exception cref="ArgumentException">The continuation is none of this hub's.</exception>
    public async Task<InstancePage> ListAsync(InstanceQuery query, CancellationToken cancellationToken)
    {
        var shards = hub.Options.ShardCount;
        var position = ListPosition.Parse(query.Continuation, shards);
        var size = Math.Clamp(query.PageSize, 1, InstanceQuery.LargestPage);
        var found = new List<InstanceRecord>(size);
        for (var shard = position.Shard; shard < shards; shard++)
        {
            var from = shard == position.Shard ? position.Key : "";
            await foreach (var record in WalkAsync(query, shard, from, size + 1 - found.Count, cancellationToken))
            {
                if (found.Count == size)
                {
                    // One further than asked: only so is it known that there is a next page.
                    return new InstancePage(found, new ListPosition(shard, LogKeys.Escape(record.InstanceId)).ToToken());
                }

                found.Add(record);
            }
        }

        return new InstancePage(found, null);
    }

    private async IAsyncEnumerable<InstanceRecord> WalkAsync(
        InstanceQuery query,
        int shard,
        string from,
        int wanted,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var kind = query.WantsUnfinishedOnly ? 'a' : 'i';
        var span = LogKeys.IdsFrom(kind, query.IdPrefix ?? "");
        var start = $"{kind}|{from}";
        var range = new RowRange(LogKeys.Partition(shard), string.CompareOrdinal(start, span.From) > 0 ? start : span.From, span.To)
        {
            Filter = kind == 'i' ? query.ToRowFilter() : null,
        };

        // What the service cannot decide is decided here, and then more has to be read than is wanted.
        var size = query.Tag is null ? Math.Min(wanted, LargestRead) : LargestRead;
        string? continuation = null;
        do
        {
            var at = continuation;
            var page = await hub.ReadAsync(() => hub.Store.QueryAsync(range, at, size, cancellationToken), cancellationToken);
            var rows = kind == 'i' ? page.Rows : await LookUpAsync(range.PartitionKey, page.Rows, cancellationToken);
            foreach (var record in rows.Select(Read).OfType<InstanceRecord>().Where(query.Matches))
            {
                yield return record;
            }

            continuation = page.Continuation;
        } while (continuation is not null);
    }

    private InstanceRecord? Read(TableRow row)
    {
        try
        {
            return InstanceRows.ToRecord(row);
        }
        catch (UnreadableRowException problem)
        {
            // Of a newer release, or damaged: the others are listed all the same.
            Logs.InstanceRowUnreadable(hub.Logger, problem);
            return null;
        }
    }

    /// <summary>The instance rows of active rows, in their order. An instance that has just ended or gone is left out.</summary>
    private async Task<List<TableRow>> LookUpAsync(string partition, IReadOnlyList<TableRow> active, CancellationToken cancellationToken)
    {
        var found = new List<TableRow>(active.Count);
        foreach (var some in active.Chunk(LookUpsAtOnce))
        {
            var rows = await Task.WhenAll(
                some.Select(row =>
                    hub.ReadAsync(
                        () => hub.Store.FindAsync(partition, LogKeys.Instance(row.RowKey[2..]), cancellationToken),
                        cancellationToken
                    )
                )
            );
            found.AddRange(rows.OfType<TableRow>());
        }

        return found;
    }
}
