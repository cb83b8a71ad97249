using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Disclosure.Storage.Rows;

/// <summary>
/// How one kind of row is written: the record as JSON in <c>Body</c>, cut into <c>Body1</c>, <c>Body2</c>… where it is longer than a
/// property may be, and the schema version in <c>V</c>. Only what the service filters on becomes a property of its own.
/// </summary>
/// <param name="schema">The newest version this release knows; rows of a higher one are refused.</param>
internal sealed class RowFormat<T>(int schema)
    where T : class
{
    /// <summary>The record as a row; its size is checked by the caller's transaction or <see cref="Checked"/>.</summary>
    public TableEntity Write(string partitionKey, string rowKey, T record)
    {
        var row = new TableEntity(partitionKey, rowKey) { ["V"] = schema };
        var body = JsonSerializer.Serialize(record, StoredJson.Options);
        for (var (chunk, at) = (0, 0); at < body.Length; chunk++, at += ServiceLimits.StringUnits)
        {
            // Cut anywhere: pairs of surrogates, which a cut would spoil, are escaped in the JSON.
            row[ChunkName(chunk)] = body.Substring(at, Math.Min(ServiceLimits.StringUnits, body.Length - at));
        }

        return row;
    }

    /// <summary>The same, refused here if the service would refuse it.</summary>
    /// <exception cref="StorageLimitException">The row is too big.</exception>
    public TableEntity Checked(string partitionKey, string rowKey, T record)
    {
        var row = Write(partitionKey, rowKey, record);
        ServiceLimits.CheckRow(row);
        return row;
    }

    /// <summary>The record of a row.</summary>
    /// <exception cref="UnknownSchemaException">A newer release wrote it.</exception>
    /// <exception cref="DamagedRowException">It is no such record.</exception>
    public T Read(TableEntity row)
    {
        var version = row.GetInt32("V") ?? throw Damaged(row, "no schema version", null);
        if (version > schema)
        {
            throw new UnknownSchemaException(
                $"Row '{row.PartitionKey}' / '{row.RowKey}' has schema {version}; this release knows {typeof(T).Name} up to {schema}. Deploy the newer release."
            );
        }

        var body = row.GetString(ChunkName(0)) ?? throw Damaged(row, "no body", null);
        for (var chunk = 1; row.GetString(ChunkName(chunk)) is { } more; chunk++)
        {
            body += more;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(body, StoredJson.Options) ?? throw Damaged(row, "an empty body", null);
        }
        catch (JsonException unreadable)
        {
            throw Damaged(row, $"a body that is no {typeof(T).Name}", unreadable);
        }
    }

    private static string ChunkName(int chunk) => chunk == 0 ? "Body" : "Body" + chunk.ToString(CultureInfo.InvariantCulture);

    private static DamagedRowException Damaged(TableEntity row, string what, Exception? because) =>
        new($"Row '{row.PartitionKey}' / '{row.RowKey}' has {what}.", because);
}
