using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>What the table has of an instance.</summary>
internal abstract record LoadedInstance
{
    private LoadedInstance() { }

    public sealed record Missing : LoadedInstance;

    /// <summary>Ended. <paramref name="ETag"/> is for who replaces it.</summary>
    public sealed record Finished(InstanceRecord Record, string ETag) : LoadedInstance;

    /// <summary>Its code has not begun. <paramref name="Input"/>: the text itself.</summary>
    public sealed record Pending(InstanceRecord Record, string? Input, IReadOnlyList<string> OldRows) : LoadedInstance;

    public sealed record Live(InstanceRecord Record, OrchestrationSession Session, int Commits, IReadOnlyList<string> OldRows)
        : LoadedInstance;

    /// <summary>Cannot be run. <paramref name="Record"/> is null if not even the instance row can be read.</summary>
    public sealed record Unable(InstanceRecord? Record, string Reason, int Commits) : LoadedInstance;
}

/// <summary>Reads an instance from the table and replays it.</summary>
internal sealed class InstanceLoader(HubContext hub, string partition)
{
    private const int PageSize = 1000;

    /// <exception cref="TableStoreException">Storage gave no certain answer.</exception>
    public async Task<LoadedInstance> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var row = await hub.Store.FindAsync(partition, LogKeys.Instance(key), cancellationToken);
        if (row is null)
        {
            return new LoadedInstance.Missing();
        }

        InstanceRecord? record = null;
        var commits = 0;
        try
        {
            record = InstanceRows.ToRecord(row);
            if (record.IsFinished)
            {
                return new LoadedInstance.Finished(record, row.ETag!);
            }

            var (history, oldRows) = await ReadHistoryAsync(key, record.Generation, cancellationToken);
            commits = history.Count;
            return commits == 0
                ? await LoadPendingAsync(row.RowKey, record, oldRows, cancellationToken)
                : await LoadLiveAsync(record, history, oldRows, cancellationToken);
        }
        catch (Exception problem) when (problem is UnreadableRowException or NonDeterminismException or UnreadableInputException)
        {
            return new LoadedInstance.Unable(record, problem.Message, commits);
        }
    }

    private async Task<LoadedInstance> LoadPendingAsync(
        string rowKey,
        InstanceRecord record,
        IReadOnlyList<string> oldRows,
        CancellationToken cancellationToken
    ) => new LoadedInstance.Pending(record, await hub.Codec.LoadAsync(rowKey, record.Input, cancellationToken), oldRows);

    private async Task<LoadedInstance> LoadLiveAsync(
        InstanceRecord record,
        List<TableRow> history,
        IReadOnlyList<string> oldRows,
        CancellationToken cancellationToken
    )
    {
        if (hub.Code.Find(record.Name, record.Version) is not CodeAnswer.Run { Code: var code })
        {
            var reason = hub.Code.Find(record.Name, record.Version) switch
            {
                CodeAnswer.Park park => park.Reason,
                CodeAnswer.Fail fail => fail.Reason,
                _ => "",
            };
            return new LoadedInstance.Unable(record, reason, history.Count);
        }

        var session = new OrchestrationSession(code, hub.Session);
        try
        {
            foreach (var row in history)
            {
                session.Replay(await hub.Codec.ReadEventsAsync(row, cancellationToken));
            }

            return new LoadedInstance.Live(record, session, history.Count, oldRows);
        }
        catch (Exception problem)
            when (problem is not (TableStoreException or OperationCanceledException or UnreadableRowException or NonDeterminismException))
        {
            session.Dispose();
            return new LoadedInstance.Unable(record, $"Replay failed: {problem.GetType().Name}: {problem.Message}", history.Count);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The rows of the current generation in order, and the keys of those that earlier generations left.</summary>
    private async Task<(List<TableRow> Current, List<string> Old)> ReadHistoryAsync(
        string key,
        int generation,
        CancellationToken cancellationToken
    )
    {
        var current = new List<TableRow>();
        var old = new List<string>();
        var range = LogKeys.Of('h', key).In(partition);
        string? continuation = null;
        do
        {
            var page = await hub.Store.QueryAsync(range, continuation, PageSize, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (string.CompareOrdinal(row.RowKey, LogKeys.History(key, generation, 0)) < 0)
                {
                    old.Add(row.RowKey);
                    continue;
                }

                InstanceRows.RequireSchema(row);
                if (!string.Equals(row.RowKey, LogKeys.History(key, generation, current.Count), StringComparison.Ordinal))
                {
                    throw new UnreadableRowException(row.RowKey, $"commit {current.Count} of generation {generation} should stand here");
                }

                current.Add(row);
            }

            continuation = page.Continuation;
        } while (continuation is not null);

        return (current, old);
    }
}
