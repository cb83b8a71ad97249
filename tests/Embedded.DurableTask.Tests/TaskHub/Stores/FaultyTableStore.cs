using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>What goes wrong with a call.</summary>
internal enum Fault
{
    None,

    /// <summary>It never arrives.</summary>
    Before,

    /// <summary>It takes effect and the answer is lost.</summary>
    After,

    /// <summary>It is sent twice by the client library, which reports what the second one met.</summary>
    Twice,

    /// <summary>It seems lost and takes effect later, when <see cref="FaultyTableStore.DeliverLateAsync"/> says so.</summary>
    Late,

    /// <summary>The credentials have expired.</summary>
    Denied,
}

/// <summary>
/// One process' way to a table that others use too. Calls are counted and can be made to fail; a process is killed by cutting it off:
/// nothing that it still tries reaches the table.
/// </summary>
internal sealed class FaultyTableStore(ITableStore inner) : ITableStore
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<Func<Task>> _late = new();
    private int _calls;
    private volatile bool _isCut;

    /// <summary>Asked for each call, with its number from 1 and what it is.</summary>
    public Func<int, string, Fault>? Plan { get; set; }

    /// <summary>Held back before a commit is sent: for stopping a process in the middle.</summary>
    public Func<string, Task>? BeforeCommit { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many rows its answers held.</summary>
    public int RowsRead { get; set; }

    /// <summary>What was called, if somebody wants to know.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string>? Journal { get; set; }

    /// <summary>Told <see cref="ServiceDate"/> only: one inner table serves several processes.</summary>
    public Action<DateTimeOffset>? ServerDateSeen { get; set; }

    /// <summary>The service's clock, if it is not the process' own.</summary>
    public Func<DateTimeOffset>? ServiceDate { get; set; }

    /// <summary>kill -9.</summary>
    public void Cut() => _isCut = true;

    /// <summary>What seemed lost arrives now, refused or not: nobody is there to be told.</summary>
    public async Task DeliverLateAsync()
    {
        while (_late.TryDequeue(out var call))
        {
            await call();
        }
    }

    public Task CreateAsync(CancellationToken cancellationToken) =>
        CallAsync(
            "create",
            async () =>
            {
                await inner.CreateAsync(cancellationToken);
                return true;
            }
        );

    public Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        CallAsync($"find {rowKey}", () => inner.FindAsync(partitionKey, rowKey, cancellationToken));

    public Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken) =>
        CallAsync($"insert {row.RowKey}", () => inner.InsertAsync(row, cancellationToken));

    public async Task<BatchOutcome> CommitAsync(
        string partitionKey,
        IReadOnlyList<RowOperation> operations,
        CancellationToken cancellationToken
    )
    {
        if (BeforeCommit is { } hold)
        {
            await hold(partitionKey);
        }

        var twice = false;
        return await CallAsync(
            "commit",
            async () =>
            {
                var outcome = await inner.CommitAsync(partitionKey, operations, cancellationToken);
                return twice ? await inner.CommitAsync(partitionKey, operations, cancellationToken) : outcome;
            },
            () => twice = true
        );
    }

    public Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        CallAsync($"query {range.From}", () => inner.QueryAsync(range, continuation, pageSize, cancellationToken));

    private async Task<T> CallAsync<T>(string what, Func<Task<T>> call, Action? twice = null)
    {
        var number = Interlocked.Increment(ref _calls);
        Journal?.Enqueue(what);
        var fault = _isCut ? Fault.Before : Plan?.Invoke(number, what) ?? Fault.None;
        if (fault == Fault.Before)
        {
            await Task.Yield();
            throw new TableStoreException(TableFault.Unavailable, $"Injected before call {number}: {what}.");
        }

        if (fault == Fault.Denied)
        {
            await Task.Yield();
            throw new TableStoreException(TableFault.Denied, $"Injected at call {number}: {what}.");
        }

        if (fault == Fault.Late)
        {
            _late.Enqueue(call);
            await Task.Yield();
            throw new TableStoreException(TableFault.Unavailable, $"Injected, to arrive late, at call {number}: {what}.");
        }

        if (fault == Fault.Twice)
        {
            twice?.Invoke();
        }

        var answer = await call();
        RowsRead += answer switch
        {
            RowPage page => page.Rows.Count,
            TableRow => 1,
            _ => 0,
        };
        if (ServiceDate is { } date)
        {
            ServerDateSeen?.Invoke(date());
        }

        return fault == Fault.After || _isCut
            ? throw new TableStoreException(TableFault.Unavailable, $"Injected after call {number}: {what}.")
            : answer;
    }
}
