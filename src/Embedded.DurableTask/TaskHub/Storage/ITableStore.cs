namespace Embedded.DurableTask.Hub.Storage;

/// <summary>
/// The one table of a hub, reduced to what the engine asks of it. Certain answers are results; whatever leaves the caller in doubt
/// whether a write happened is a <see cref="TableStoreException"/>.
/// </summary>
internal interface ITableStore
{
    /// <summary>Told the service's clock whenever an answer carries it.</summary>
    Action<DateTimeOffset>? ServerDateSeen { get; set; }

    /// <summary>Makes the table if it is not there.</summary>
    Task CreateAsync(CancellationToken cancellationToken);

    /// <summary>Reads one row; null if it is not there.</summary>
    Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>Adds one row. False if a row with its key is there already.</summary>
    Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken);

    /// <summary>Writes all operations or none. At most 100, each row once, one partition, 4 MiB.</summary>
    Task<BatchOutcome> CommitAsync(string partitionKey, IReadOnlyList<RowOperation> operations, CancellationToken cancellationToken);

    /// <summary>Reads a page of a range, in key order.</summary>
    Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken);
}

/// <summary>Why a table did not give a certain answer.</summary>
internal enum TableFault
{
    /// <summary>Timeout, reset, throttling, 5xx: a write may or may not have happened.</summary>
    Unavailable,

    /// <summary>The table is not there (any more).</summary>
    TableMissing,

    /// <summary>Credentials are missing, wrong or expired.</summary>
    Denied,

    /// <summary>The request breaks a limit of the service: sending it again is useless.</summary>
    Invalid,
}

/// <summary>The store gave no certain answer.</summary>
internal sealed class TableStoreException(TableFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of trouble.</summary>
    public TableFault Fault { get; } = fault;
}
