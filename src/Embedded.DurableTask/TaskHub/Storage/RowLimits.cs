namespace Embedded.DurableTask.Hub.Storage;

/// <summary>The service's limits. The emulator lets some of them pass that the service refuses, so they are kept here.</summary>
internal static class RowLimits
{
    /// <summary>Operations in one transaction.</summary>
    public const int OperationsPerBatch = 100;

    /// <summary>Bytes of one transaction on the wire.</summary>
    public const int BytesPerBatch = 4 * 1024 * 1024;

    /// <summary>Bytes of one row, text counted as UTF-16.</summary>
    public const int BytesPerRow = 1024 * 1024;

    /// <summary>UTF-16 units of one text property.</summary>
    public const int CharsPerText = 32 * 1024;

    /// <summary>Properties of one row, its keys and timestamp included.</summary>
    public const int PropertiesPerRow = 255;

    /// <summary>UTF-16 units of one key.</summary>
    public const int CharsPerKey = 512;

    /// <summary>Bytes that the service counts for a row.</summary>
    public static long SizeOf(TableRow row)
    {
        long size = 4 + ((row.PartitionKey.Length + row.RowKey.Length) * 2L);
        foreach (var (name, value) in row.Properties)
        {
            size += 8 + (name.Length * 2L) + (value is string text ? 4 + (text.Length * 2L) : 8);
        }

        return size;
    }

    /// <summary>A generous estimate of what a row takes inside a transaction's body, in bytes.</summary>
    public static int WireSizeOf(TableRow row)
    {
        // The client escapes quotes and everything beyond ASCII as \uXXXX: six bytes a character.
        var size = 700 + ((row.PartitionKey.Length + row.RowKey.Length) * 4);
        foreach (var (name, value) in row.Properties)
        {
            size += name.Length + 40;
            if (value is string text)
            {
                foreach (var unit in text)
                {
                    size += char.IsAsciiLetterOrDigit(unit) ? 1 : 6;
                }
            }
        }

        return size;
    }

    /// <summary>Says what the service would refuse about a row; null if nothing.</summary>
    public static string? Check(TableRow row)
    {
        if (!IsKey(row.PartitionKey) || !IsKey(row.RowKey))
        {
            return "a key is too long or has a character that keys may not have";
        }

        if (row.Properties.Count + 3 > PropertiesPerRow)
        {
            return $"more than {PropertiesPerRow} properties";
        }

        foreach (var (name, value) in row.Properties)
        {
            if (value is string { Length: > CharsPerText })
            {
                return $"property '{name}' is longer than {CharsPerText} characters";
            }
        }

        return SizeOf(row) > BytesPerRow ? "larger than 1 MiB" : null;
    }

    private static bool IsKey(string key) =>
        key.Length <= CharsPerKey && !key.AsSpan().ContainsAny(s_refusedInKeys) && !key.Any(char.IsControl);

    private static readonly System.Buffers.SearchValues<char> s_refusedInKeys = System.Buffers.SearchValues.Create("/\\#?");
}
