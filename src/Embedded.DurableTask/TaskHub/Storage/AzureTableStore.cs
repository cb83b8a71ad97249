using Azure;
using Azure.Data.Tables;

namespace Embedded.DurableTask.Hub.Storage;

/// <summary>The table port on Azure Table Storage or Azurite.</summary>
internal sealed class AzureTableStore(TableServiceClient service, string tableName) : ITableStore
{
    private readonly TableClient _table = service.GetTableClient(tableName);

    /// <inheritdoc/>
    public Action<DateTimeOffset>? ServerDateSeen { get; set; }

    /// <inheritdoc/>
    public Task CreateAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => _table.CreateIfNotExistsAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                var answer = await _table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
                See(answer.GetRawResponse());
                return answer.HasValue ? ToRow(answer.Value!) : null;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                Check(row);
                try
                {
                    See(await _table.AddEntityAsync(ToEntity(row), cancellationToken));
                    return true;
                }
                catch (RequestFailedException problem) when (problem.Status == 409 && problem.ErrorCode == "EntityAlreadyExists")
                {
                    return false;
                }
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<BatchOutcome> CommitAsync(
        string partitionKey,
        IReadOnlyList<RowOperation> operations,
        CancellationToken cancellationToken
    ) =>
        GuardAsync<BatchOutcome>(
            async () =>
            {
                if (operations.Count > RowLimits.OperationsPerBatch)
                {
                    throw new TableStoreException(TableFault.Invalid, $"{operations.Count} operations are too many for a transaction.");
                }

                var actions = new List<TableTransactionAction>(operations.Count);
                foreach (var operation in operations)
                {
                    actions.Add(ToAction(partitionKey, operation));
                }

                try
                {
                    var answer = await _table.SubmitTransactionAsync(actions, cancellationToken);
                    See(answer.GetRawResponse());
                    var etags = new string?[answer.Value.Count];
                    for (var i = 0; i < etags.Length; i++)
                    {
                        etags[i] = answer.Value[i].Headers.ETag?.ToString();
                    }

                    return new BatchOutcome.Committed(etags);
                }
                catch (RequestFailedException problem)
                    when (problem.Status is 404 or 409 or 412 && problem.ErrorCode is not ("TableNotFound" or "TableBeingDeleted"))
                {
                    var index = problem is TableTransactionFailedException { FailedTransactionActionIndex: { } failed } ? failed : -1;
                    return new BatchOutcome.Refused(index, problem.Status, problem.ErrorCode ?? "");
                }
                catch (InvalidOperationException problem)
                {
                    // The answer's parts could not be told apart (a proxy's page, half an answer): anything may have happened.
                    throw new TableStoreException(
                        TableFault.Unavailable,
                        "Table Storage's answer to a transaction cannot be read.",
                        problem
                    );
                }
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                var filter = TableClient.CreateQueryFilter(
                    $"PartitionKey eq {range.PartitionKey} and RowKey ge {range.From} and RowKey lt {range.To}"
                );
                filter = range.Filter is { } wanted ? $"{filter} and {wanted.ToOData()}" : filter;
                await foreach (
                    var page in _table
                        .QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
                        .AsPages(continuation, pageSize)
                        .WithCancellation(cancellationToken)
                )
                {
                    See(page.GetRawResponse());
                    return new RowPage(page.Values.Select(ToRow).ToList(), page.ContinuationToken);
                }

                return new RowPage([], null);
            },
            cancellationToken
        );

    private static TableTransactionAction ToAction(string partitionKey, RowOperation operation)
    {
        switch (operation)
        {
            case RowOperation.Insert insert:
                Check(insert.Row);
                return new TableTransactionAction(TableTransactionActionType.Add, ToEntity(insert.Row));
            case RowOperation.Replace replace:
                Check(replace.Row);
                return new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToEntity(replace.Row), new ETag(replace.ETag));
            case RowOperation.Delete delete:
                return new TableTransactionAction(
                    TableTransactionActionType.Delete,
                    new TableEntity(partitionKey, delete.Key),
                    new ETag(delete.ETag)
                );
            default:
                throw new InvalidOperationException($"Unknown operation {operation}.");
        }
    }

    private static TableEntity ToEntity(TableRow row)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row.Properties)
        {
            entity[name] = value;
        }

        return entity;
    }

    private static TableRow ToRow(TableEntity entity)
    {
        var row = new TableRow(entity.PartitionKey, entity.RowKey) { ETag = entity.ETag.ToString(), Timestamp = entity.Timestamp };
        foreach (var (name, value) in entity)
        {
            if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            {
                row.Properties[name] = value is DateTime time ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero) : value;
            }
        }

        return row;
    }

    private static void Check(TableRow row)
    {
        if (RowLimits.Check(row) is { } problem)
        {
            throw new TableStoreException(TableFault.Invalid, $"Row '{row.RowKey}' would be refused: {problem}.");
        }
    }

    private void See(Response response)
    {
        if (ServerDateSeen is { } seen && response.Headers.Date is { } date)
        {
            seen(date);
        }
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException problem)
        {
            throw new TableStoreException(FaultOf(problem), $"Table Storage: {problem.Status} {problem.ErrorCode}.", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or TimeoutException or AggregateException)
        {
            throw new TableStoreException(TableFault.Unavailable, "Table Storage did not answer.", problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            // The client's own time limit: nobody asked for a cancellation.
            throw new TableStoreException(TableFault.Unavailable, "Table Storage did not answer.", problem);
        }
    }

    private static TableFault FaultOf(RequestFailedException problem) =>
        problem switch
        {
            { ErrorCode: "TableNotFound" or "TableBeingDeleted" } => TableFault.TableMissing,
            { Status: 401 or 403 } => TableFault.Denied,
            { Status: 400 or 413 } => TableFault.Invalid,
            _ => TableFault.Unavailable,
        };
}
