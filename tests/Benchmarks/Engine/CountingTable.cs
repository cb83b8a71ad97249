using Embedded.DurableTask.Hub.Storage;

namespace Benchmarks.Engine;

/// <summary>Counts what is asked of a table.</summary>
internal sealed class CountingTable(ITableStore inner) : ITableStore
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public Action<DateTimeOffset>? ServerDateSeen
    {
        get => inner.ServerDateSeen;
        set => inner.ServerDateSeen = value;
    }

    public Task CreateAsync(CancellationToken cancellationToken) => Counted().CreateAsync(cancellationToken);

    public Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        Counted().FindAsync(partitionKey, rowKey, cancellationToken);

    public Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken) => Counted().InsertAsync(row, cancellationToken);

    public Task<BatchOutcome> CommitAsync(
        string partitionKey,
        IReadOnlyList<RowOperation> operations,
        CancellationToken cancellationToken
    ) => Counted().CommitAsync(partitionKey, operations, cancellationToken);

    public Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        Counted().QueryAsync(range, continuation, pageSize, cancellationToken);

    private ITableStore Counted()
    {
        Interlocked.Increment(ref _requests);
        return inner;
    }
}
