using Azure;
using Azure.Data.Tables;

namespace Disclosure.Storage.Rows;

/// <summary>Conditional writes that answer instead of throwing.</summary>
internal static class TableWrites
{
    /// <summary>Adds the row (no version) or replaces that version.</summary>
    /// <returns>The new version, or null if the row is there already, has changed or is gone.</returns>
    public static async Task<ETag?> TryWriteAsync(
        this TableClient table,
        TableEntity row,
        ETag? version,
        CancellationToken cancellationToken
    )
    {
        ServiceLimits.CheckRow(row);
        try
        {
            var answer = version is { } read
                ? await table.UpdateEntityAsync(row, read, TableUpdateMode.Replace, cancellationToken)
                : await table.AddEntityAsync(row, cancellationToken);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException refused) when (StorageFaults.IsRefusal(refused))
        {
            return null;
        }
    }

    /// <summary>
    /// The same, but a row that is there already just as it should be counts as written: a write whose answer got lost is repeated, by the
    /// client or by the step above, and then meets itself. Not for counters and claims, where two writers may want the very same row.
    /// </summary>
    public static async Task<ETag?> TrySaveAsync(
        this TableClient table,
        TableEntity row,
        ETag? version,
        CancellationToken cancellationToken
    )
    {
        if (await table.TryWriteAsync(row, version, cancellationToken) is { } written)
        {
            return written;
        }

        var there = await table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken);
        return there is not null && SameContent(row, there) ? there.ETag : null;
    }

    /// <summary>Sends a transaction; its limits are checked first.</summary>
    /// <returns>The versions of the rows written, in order; null if one was refused, and so all.</returns>
    public static async Task<IReadOnlyList<ETag>?> TrySubmitAsync(
        this TableClient table,
        IReadOnlyList<TableTransactionAction> actions,
        CancellationToken cancellationToken
    )
    {
        ServiceLimits.CheckTransaction(actions);
        try
        {
            var answers = await table.SubmitTransactionAsync(actions, cancellationToken);
            return [.. answers.Value.Select(answer => answer.Headers.ETag ?? default)];
        }
        catch (RequestFailedException refused) when (StorageFaults.IsRefusal(refused))
        {
            return null;
        }
    }

    /// <summary>Deletes the row if it still has that version; one that changed or is gone stays as it is.</summary>
    /// <returns>Whether it was deleted.</returns>
    public static async Task<bool> TryDeleteAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return answer.Status != 404;
        }
        catch (RequestFailedException refused) when (StorageFaults.IsRefusal(refused))
        {
            return false;
        }
    }

    /// <summary>Whether two rows say the same, their versions apart.</summary>
    public static bool SameContent(TableEntity one, TableEntity other)
    {
        var left = ServiceLimits.Own(one).OrderBy(property => property.Key, StringComparer.Ordinal);
        var right = ServiceLimits.Own(other).OrderBy(property => property.Key, StringComparer.Ordinal);
        return left.SequenceEqual(right);
    }
}
