using System.Runtime.CompilerServices;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>Reads the commits of a generation from the table, whoever owns its shard.</summary>
internal sealed class HistoryRows(HubContext hub)
{
    private const int RowsPerRead = 1_000;

    /// <summary>The rows of a generation in order, without a gap.</summary>
    /// <exception cref="UnreadableRowException">A commit is missing.</exception>
    public async IAsyncEnumerable<TableRow> ReadAsync(
        int shard,
        string key,
        int generation,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var range = new RowRange(LogKeys.Partition(shard), LogKeys.History(key, generation, 0), LogKeys.History(key, generation + 1, 0));
        string? continuation = null;
        var sequence = 0;
        do
        {
            var at = continuation;
            var page = await hub.ReadAsync(() => hub.Store.QueryAsync(range, at, RowsPerRead, cancellationToken), cancellationToken);
            foreach (var row in page.Rows)
            {
                InstanceRows.RequireSchema(row);
                if (!string.Equals(row.RowKey, LogKeys.History(key, generation, sequence), StringComparison.Ordinal))
                {
                    throw new UnreadableRowException(row.RowKey, $"commit {sequence} of generation {generation} should stand here");
                }

                sequence++;
                yield return row;
            }

            continuation = page.Continuation;
        } while (continuation is not null);
    }

    /// <summary>A page of readable events: whole commits, so many that there are at least <paramref name="pageSize"/> events.</summary>
    /// <remarks>
    /// It reads the generation from its beginning to the end of the page, since an outcome is named by its call; payloads kept in blobs
    /// are read for the page alone, and only if they are asked for.
    /// </remarks>
    /// <exception cref="ArgumentException">The continuation is of another generation or none at all.</exception>
    public async Task<HistoryPage> ReadPageAsync(
        int shard,
        InstanceRecord record,
        string? continuation,
        int pageSize,
        bool withPayloads,
        CancellationToken cancellationToken
    )
    {
        var first = HistoryPosition.Parse(continuation, record.Generation);
        var reading = new HistoryReading();
        var entries = new List<HistoryEntry>();
        var commit = 0;
        await foreach (var row in ReadAsync(shard, LogKeys.Escape(record.InstanceId), record.Generation, cancellationToken))
        {
            if (entries.Count >= pageSize)
            {
                return new HistoryPage(record.Generation, entries, HistoryPosition.Token(record.Generation, commit));
            }

            var isOnPage = commit >= first;
            var events = await hub.Codec.ReadEventsAsync(row, isOnPage && withPayloads, cancellationToken);
            var read = reading.Read(commit++, events);
            if (isOnPage)
            {
                entries.AddRange(withPayloads ? read : read.Select(WithoutPayloads));
            }
        }

        return new HistoryPage(record.Generation, entries, null);
    }

    private static HistoryEntry WithoutPayloads(HistoryEntry entry) => entry with { Input = null, Result = null };
}
