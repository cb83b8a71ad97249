using Azure;
using Azure.Data.Tables;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>
/// A table on Azurite as a world shares it: the engine's own store, and beside it a client of the test's own. Writes are never called
/// back once they are sent, so what has been written is known exactly.
/// </summary>
internal sealed class AzuriteTable(string connectionString, string name, Traffic traffic) : IWorldTable
{
    private readonly AzureTableStore _store = new(TaskHubStorage.CreateTables(connectionString), name);
    private readonly TableClient _table = new(connectionString, name);

    public Action<DateTimeOffset>? ServerDateSeen
    {
        get => _store.ServerDateSeen;
        set => _store.ServerDateSeen = value;
    }

    public Action<string, IReadOnlyList<RowOperation>>? Written { get; set; }

    public Action<string, string>? Tampered { get; set; }

    public int Commits { get; private set; }

    // Asked for without awaiting, since conditions are not asynchronous; the answer needs nothing of the conductor.
    public IReadOnlyList<TableRow> Rows =>
        [
            .. _table
                .Query<TableEntity>()
                .Select(ToRow)
                .OrderBy(row => row.PartitionKey, StringComparer.Ordinal)
                .ThenBy(row => row.RowKey, StringComparer.Ordinal),
        ];

    public void Tamper(string partition, string rowKey, Action<Dictionary<string, object>>? change)
    {
        Tampered?.Invoke(partition, rowKey);
        if (change is null)
        {
            _table.DeleteEntity(partition, rowKey);
            return;
        }

        var properties = ToRow(_table.GetEntity<TableEntity>(partition, rowKey).Value).Properties;
        change(properties);
        var entity = new TableEntity(partition, rowKey);
        foreach (var (property, value) in properties)
        {
            entity[property] = value;
        }

        _table.UpdateEntity(entity, ETag.All, TableUpdateMode.Replace);
    }

    public void Drop() => _table.Delete();

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        await _store.CreateAsync(CancellationToken.None);
    }

    public async Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        return await _store.FindAsync(partitionKey, rowKey, cancellationToken);
    }

    public async Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        var isNew = await _store.InsertAsync(row, CancellationToken.None);
        if (isNew)
        {
            Written?.Invoke(row.PartitionKey, [new RowOperation.Insert(row)]);
        }

        return isNew;
    }

    public async Task<BatchOutcome> CommitAsync(
        string partitionKey,
        IReadOnlyList<RowOperation> operations,
        CancellationToken cancellationToken
    )
    {
        using var trip = traffic.Begin();
        var outcome = await _store.CommitAsync(partitionKey, operations, CancellationToken.None);
        if (outcome is BatchOutcome.Committed)
        {
            Commits++;
            Written?.Invoke(partitionKey, operations);
        }

        return outcome;
    }

    public async Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        return await _store.QueryAsync(range, continuation, pageSize, cancellationToken);
    }

    private static TableRow ToRow(TableEntity entity)
    {
        var row = new TableRow(entity.PartitionKey, entity.RowKey) { ETag = entity.ETag.ToString(), Timestamp = entity.Timestamp };
        foreach (var (property, value) in entity)
        {
            if (value is not null && property is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            {
                row.Properties[property] = value;
            }
        }

        return row;
    }
}
