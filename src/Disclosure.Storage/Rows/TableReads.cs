using Azure;
using Azure.Data.Tables;

namespace Disclosure.Storage.Rows;

/// <summary>The two ways anything is read: one row by its key, or a range of rows within one partition.</summary>
internal static class TableReads
{
    /// <summary>The row, or null.</summary>
    public static async Task<TableEntity?> FindAsync(
        this TableClient table,
        string partitionKey,
        string rowKey,
        CancellationToken cancellationToken
    )
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Rows of a partition with <paramref name="from"/> &lt;= row key &lt; <paramref name="before"/>, in order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="from">Included.</param>
    /// <param name="before">Excluded.</param>
    /// <param name="also">A further condition made by <see cref="TableClient.CreateQueryFilter(FormattableString)"/>, or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static AsyncPageable<TableEntity> Range(
        this TableClient table,
        string partitionKey,
        string from,
        string before,
        string? also = null,
        CancellationToken cancellationToken = default
    )
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {before}");
        return table.QueryAsync<TableEntity>(also is null ? filter : $"{filter} and {also}", cancellationToken: cancellationToken);
    }
}
