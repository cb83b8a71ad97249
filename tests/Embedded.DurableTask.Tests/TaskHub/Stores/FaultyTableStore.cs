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

    /// <summary>Its sender gives up, and it arrives when <see cref="FaultyTableStore.DeliverLateAsync"/> says so.</summary>
    Late,

    /// <summary>It never arrives: the credentials are not (any more) good for it.</summary>
    Denied,

    /// <summary>It is refused for good: it breaks a limit of the service.</summary>
    Invalid,
}

/// <summary>
/// One process' way to a table that others use too. Calls are counted and can be made to fail; a process is killed by cutting it off:
/// nothing that it still tries reaches the table.
/// </summary>
internal sealed class FaultyTableStore(ITableStore inner) : ITableStore
{
    private readonly List<Func<Task>> _late = [];
    private int _calls;
    private volatile bool _isCut;

    /// <summary>Asked for each call, with its number from 1 and what it is.</summary>
    public Func<int, string, Fault>? Plan { get; set; }

    /// <summary>Asked for each commit, with what it writes.</summary>
    public Func<IReadOnlyList<RowOperation>, Fault>? PlanCommit { get; set; }

    /// <summary>Held back before a page of rows is handed over: for stopping a process between two pages. Told the first key asked for.</summary>
    public Func<string, Task>? AfterQuery { get; set; }

    /// <summary>Held back when a commit has been written and its answer is on the way.</summary>
    public Func<string, Task>? AfterCommit { get; set; }

    /// <summary>Held back before a commit is sent: for stopping a process in the middle.</summary>
    public Func<string, Task>? BeforeCommit { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Rows that queries have brought.</summary>
    public int RowsRead { get; set; }

    /// <summary>What was called, if somebody wants to know.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string>? Journal { get; set; }

    /// <summary>Told <see cref="ServiceDate"/> only: one inner table serves several processes.</summary>
    public Action<DateTimeOffset>? ServerDateSeen { get; set; }

    /// <summary>The service's clock, if it is not the process' own.</summary>
    public Func<DateTimeOffset>? ServiceDate { get; set; }

    /// <summary>kill -9.</summary>
    public void Cut() => _isCut = true;

    /// <summary>What was late arrives, in the order it was sent.</summary>
    public async Task DeliverLateAsync()
    {
        List<Func<Task>> late = [.. _late];
        _late.Clear();
        foreach (var call in late)
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
        var answer = await CallAsync(
            "commit",
            async () =>
            {
                var outcome = await inner.CommitAsync(partitionKey, operations, cancellationToken);
                return twice ? await inner.CommitAsync(partitionKey, operations, cancellationToken) : outcome;
            },
            () => twice = true,
            PlanCommit?.Invoke(operations)
        );
        if (AfterCommit is { } wait)
        {
            await wait(partitionKey);
        }

        return answer;
    }

    public async Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        var page = await CallAsync($"query {range.From}", () => inner.QueryAsync(range, continuation, pageSize, cancellationToken));
        if (AfterQuery is { } hold)
        {
            await hold(range.From);
        }

        return page;
    }

    private async Task<T> CallAsync<T>(string what, Func<Task<T>> call, Action? twice = null, Fault? planned = null)
    {
        var number = Interlocked.Increment(ref _calls);
        Journal?.Enqueue(what);
        var fault = _isCut ? Fault.Before : planned ?? Plan?.Invoke(number, what) ?? Fault.None;
        switch (fault)
        {
            case Fault.Before or Fault.Denied or Fault.Invalid:
                await Task.Yield();
                throw new TableStoreException(KindOf(fault), $"Injected before call {number}: {what}.");
            case Fault.Late:
                _late.Add(() => IgnoreAsync(call));
                await Task.Yield();
                throw new TableStoreException(TableFault.Unavailable, $"Injected, call {number} is late: {what}.");
            case Fault.Twice:
                twice?.Invoke();
                break;
            default:
                break;
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

    private static TableFault KindOf(Fault fault) =>
        fault switch
        {
            Fault.Denied => TableFault.Denied,
            Fault.Invalid => TableFault.Invalid,
            _ => TableFault.Unavailable,
        };

    /// <summary>Nobody waits any more for what comes of it.</summary>
    private static async Task IgnoreAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
        }
        catch (Exception problem) when (problem is TableStoreException or OperationCanceledException)
        {
            // As if it had got lost after all.
        }
    }
}
