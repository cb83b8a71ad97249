using System.Globalization;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>A table in memory with the service's semantics: limits, versions, all or nothing, pages of 1,000 at most.</summary>
internal sealed class MemoryTableStore(TimeProvider timeProvider) : IWorldTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Partition, string Row), TableRow> _rows = [];
    private readonly SortedSet<(string Partition, string Row)> _order = new(KeyOrder.Instance);
    private bool _exists;
    private long _version;

    public Action<DateTimeOffset>? ServerDateSeen { get; set; }

    public Action<string, IReadOnlyList<RowOperation>>? Written { get; set; }

    public Action<string, string>? Tampered { get; set; }

    public IReadOnlyList<TableRow> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(key => _rows[key])];
            }
        }
    }

    public int Commits { get; private set; }

    public void Drop()
    {
        lock (_lock)
        {
            _exists = false;
            _rows.Clear();
            _order.Clear();
        }
    }

    public void Tamper(string partition, string rowKey, Action<Dictionary<string, object>>? change)
    {
        lock (_lock)
        {
            var row = _rows[(partition, rowKey)];
            Tampered?.Invoke(partition, rowKey);
            if (change is null)
            {
                Remove(partition, rowKey);
                return;
            }

            var properties = new Dictionary<string, object>(row.Properties);
            change(properties);
            Put(new TableRow(partition, rowKey) { Properties = properties });
        }
    }

    public Task CreateAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _exists = true;
        }

        return Task.CompletedTask;
    }

    public Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        Answer(() => _rows.GetValueOrDefault((partitionKey, rowKey)), cancellationToken);

    public Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken) =>
        Answer(
            () =>
            {
                Check(row);
                if (_rows.ContainsKey((row.PartitionKey, row.RowKey)))
                {
                    return false;
                }

                Put(row);
                Written?.Invoke(row.PartitionKey, [new RowOperation.Insert(row)]);
                return true;
            },
            cancellationToken
        );

    public Task<BatchOutcome> CommitAsync(
        string partitionKey,
        IReadOnlyList<RowOperation> operations,
        CancellationToken cancellationToken
    ) => Answer(() => Commit(partitionKey, operations), cancellationToken);

    public Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        Answer(
            () =>
            {
                var size = Math.Min(pageSize, 1000);
                var from = continuation ?? range.From;
                var found = InOrder(range.PartitionKey, from, range.To)
                    .Where(row => range.Filter?.IsMetBy(row) != false)
                    .Take(size + 1)
                    .ToList();
                return found.Count > size ? new RowPage(found[..size], found[size].RowKey) : new RowPage(found, null);
            },
            cancellationToken
        );

    private BatchOutcome Commit(string partitionKey, IReadOnlyList<RowOperation> operations)
    {
        Require(operations.Count is > 0 and <= RowLimits.OperationsPerBatch, $"{operations.Count} operations");
        Require(operations.Select(o => o.RowKey).Distinct(StringComparer.Ordinal).Count() == operations.Count, "a row twice in a batch");
        long size = 0;
        for (var i = 0; i < operations.Count; i++)
        {
            var refusal = Judge(partitionKey, operations[i], i, ref size);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        Require(size <= RowLimits.BytesPerBatch, "a batch over 4 MiB");
        Commits++;
        string?[] etags = [.. operations.Select(operation => Apply(partitionKey, operation))];
        Written?.Invoke(partitionKey, operations);
        return new BatchOutcome.Committed(etags);
    }

    private BatchOutcome.Refused? Judge(string partitionKey, RowOperation operation, int index, ref long size)
    {
        var found = _rows.GetValueOrDefault((partitionKey, operation.RowKey));
        var (row, etag) = operation switch
        {
            RowOperation.Insert insert => (insert.Row, null),
            RowOperation.Replace replace => (replace.Row, replace.ETag),
            RowOperation.Delete delete => ((TableRow?)null, delete.ETag),
            _ => throw new InvalidOperationException(),
        };
        if (row is not null)
        {
            Require(string.Equals(row.PartitionKey, partitionKey, StringComparison.Ordinal), "another partition");
            Check(row);
            size += RowLimits.WireSizeOf(row);
        }

        return (operation, found) switch
        {
            (RowOperation.Insert, not null) => new BatchOutcome.Refused(index, 409, "EntityAlreadyExists"),
            (RowOperation.Insert, null) => null,
            (_, null) => new BatchOutcome.Refused(index, 404, "ResourceNotFound"),
            _ when etag != RowOperation.AnyETag && etag != found.ETag => new BatchOutcome.Refused(
                index,
                412,
                "UpdateConditionNotSatisfied"
            ),
            _ => null,
        };
    }

    private string? Apply(string partitionKey, RowOperation operation)
    {
        switch (operation)
        {
            case RowOperation.Delete delete:
                Remove(partitionKey, delete.Key);
                return null;
            case RowOperation.Insert insert:
                return Put(insert.Row);
            case RowOperation.Replace replace:
                return Put(replace.Row);
            default:
                throw new InvalidOperationException();
        }
    }

    private string Put(TableRow row)
    {
        var etag = string.Create(CultureInfo.InvariantCulture, $"W/\"{++_version}\"");
        _order.Add((row.PartitionKey, row.RowKey));
        _rows[(row.PartitionKey, row.RowKey)] = new TableRow(row.PartitionKey, row.RowKey)
        {
            ETag = etag,
            Timestamp = timeProvider.GetUtcNow().AddTicks(_version),
            Properties = new Dictionary<string, object>(row.Properties),
        };
        return etag;
    }

    private void Remove(string partition, string rowKey)
    {
        _rows.Remove((partition, rowKey));
        _order.Remove((partition, rowKey));
    }

    /// <summary>Found by the order of the keys: a table of many rows must not make a look at a few of them slow.</summary>
    private IEnumerable<TableRow> InOrder(string partition, string from, string to) =>
        string.CompareOrdinal(from, to) >= 0
            ? []
            : _order
                .GetViewBetween((partition, from), (partition, to))
                .TakeWhile(key => !string.Equals(key.Row, to, StringComparison.Ordinal))
                .Select(key => _rows[key]);

    private static void Check(TableRow row)
    {
        if (RowLimits.Check(row) is { } problem)
        {
            throw new TableStoreException(TableFault.Invalid, problem);
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new TableStoreException(TableFault.Invalid, problem);
        }
    }

    // Always on another thread, as an answer from the network would be.
    private async Task<T> Answer<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_exists)
            {
                throw new TableStoreException(TableFault.TableMissing, "TableNotFound");
            }

            ServerDateSeen?.Invoke(timeProvider.GetUtcNow());
            return ask();
        }
    }

    private sealed class KeyOrder : IComparer<(string Partition, string Row)>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare((string Partition, string Row) x, (string Partition, string Row) y) =>
            string.CompareOrdinal(x.Partition, y.Partition) is var order and not 0 ? order : string.CompareOrdinal(x.Row, y.Row);
    }
}
