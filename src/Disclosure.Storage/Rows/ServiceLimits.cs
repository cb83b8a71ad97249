using System.Globalization;
using Azure.Data.Tables;

namespace Disclosure.Storage.Rows;

/// <summary>
/// The limits of Table Storage, checked before sending: Azurite lets pass what the service refuses, and the service's own answer does not
/// say which property it was.
/// </summary>
internal static class ServiceLimits
{
    /// <summary>UTF-16 units of one string property (64 KiB).</summary>
    public const int StringUnits = 32_768;

    /// <summary>UTF-16 units of a partition or row key.</summary>
    public const int KeyUnits = 512;

    /// <summary>Properties of a row besides the keys and the timestamp.</summary>
    public const int Properties = 252;

    /// <summary>Bytes of a row as the service counts them.</summary>
    public const int RowBytes = 1 << 20;

    /// <summary>Rows of a transaction.</summary>
    public const int TransactionRows = 100;

    /// <summary>Bytes of a transaction on the wire.</summary>
    public const int TransactionBytes = 4 << 20;

    // What the multipart framing and the OData annotations of one operation come to, rounded up.
    private const int OperationOverhead = 1_024;

    /// <exception cref="StorageLimitException">The service would refuse the row.</exception>
    public static void CheckRow(TableEntity row)
    {
        CheckKey("partition key", row.PartitionKey);
        CheckKey("row key", row.RowKey);
        var properties = Own(row).ToList();
        if (properties.Count > Properties)
        {
            throw Limit(row, $"{properties.Count} properties", Properties);
        }

        long bytes = 4 + (2L * (row.PartitionKey.Length + row.RowKey.Length));
        foreach (var (name, value) in properties)
        {
            if (value is string text && text.Length > StringUnits)
            {
                throw Limit(row, $"property {name} with {text.Length} UTF-16 units", StringUnits);
            }

            bytes += 8 + (2L * name.Length) + ValueBytes(value);
        }

        if (bytes > RowBytes)
        {
            throw Limit(row, $"{bytes} bytes", RowBytes);
        }
    }

    /// <exception cref="StorageLimitException">The service would refuse the transaction, or one of its rows.</exception>
    public static void CheckTransaction(IReadOnlyCollection<TableTransactionAction> actions)
    {
        if (actions.Count is 0 or > TransactionRows)
        {
            throw new StorageLimitException($"A transaction of {actions.Count} rows: it must be 1 to {TransactionRows}.");
        }

        var keys = new HashSet<(string, string)>();
        string? partition = null;
        long bytes = 0;
        foreach (var action in actions)
        {
            var row = (TableEntity)action.Entity;
            CheckRow(row);
            partition ??= row.PartitionKey;
            if (!string.Equals(partition, row.PartitionKey, StringComparison.Ordinal))
            {
                throw new StorageLimitException($"A transaction over two partitions, '{partition}' and '{row.PartitionKey}'.");
            }

            if (!keys.Add((row.PartitionKey, row.RowKey)))
            {
                throw new StorageLimitException($"A transaction that has row '{row.RowKey}' twice.");
            }

            bytes += OperationOverhead + WireBytes(row.PartitionKey) + WireBytes(row.RowKey);
            bytes += Own(row).Sum(property => 16 + property.Key.Length + (property.Value is string text ? WireBytes(text) : 64));
        }

        if (bytes > TransactionBytes)
        {
            throw new StorageLimitException($"A transaction of about {bytes} bytes on the wire: the limit is {TransactionBytes}.");
        }
    }

    /// <summary>The client escapes everything but plain ASCII, quotes included, as six characters.</summary>
    internal static long WireBytes(string text)
    {
        long bytes = 0;
        foreach (var unit in text)
        {
            bytes += char.IsAsciiLetterOrDigit(unit) || unit is ' ' or '-' or '.' or '_' or ':' or ',' or '{' or '}' or '[' or ']' ? 1 : 6;
        }

        return bytes;
    }

    /// <summary>The properties that are ours, not the service's.</summary>
    internal static IEnumerable<KeyValuePair<string, object>> Own(TableEntity row) =>
        row.Where(property =>
            property.Key is not ("PartitionKey" or "RowKey" or "Timestamp") && !property.Key.StartsWith("odata.", StringComparison.Ordinal)
        );

    private static long ValueBytes(object value) =>
        value switch
        {
            string text => 4 + (2L * text.Length),
            byte[] data => 4 + data.Length,
            bool => 1,
            int => 4,
            Guid => 16,
            _ => 8,
        };

    private static void CheckKey(string what, string? key)
    {
        if (key is null || key.Length > KeyUnits)
        {
            throw new StorageLimitException(
                $"A {what} of {key?.Length.ToString(CultureInfo.InvariantCulture) ?? "no"} UTF-16 units: 0 to {KeyUnits}."
            );
        }

        if (key.AsSpan().IndexOfAny(@"/\#?") >= 0 || key.Any(char.IsControl))
        {
            throw new StorageLimitException(
                $"The {what} '{key}' has a character that the service refuses: / \\ # ? or a control character."
            );
        }
    }

    private static StorageLimitException Limit(TableEntity row, string what, int limit) =>
        new($"Row '{row.PartitionKey}' / '{row.RowKey}' has {what}: the limit is {limit}.");
}
