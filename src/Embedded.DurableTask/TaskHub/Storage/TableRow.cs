using System.Diagnostics.CodeAnalysis;

namespace Embedded.DurableTask.Hub.Storage;

/// <summary>One row as it stands in a table, or as it is to be written. Values are string, long, bool or <see cref="DateTimeOffset"/>.</summary>
internal sealed class TableRow(string partitionKey, string rowKey)
{
    /// <summary>Names the partition.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>Names the row in its partition; ordered ordinally.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>The version that was read; null for a row not read from a store.</summary>
    public string? ETag { get; init; }

    /// <summary>When the service wrote it, by the service's clock; null for a row not read from a store.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Everything but the keys.</summary>
    public Dictionary<string, object> Properties { get; init; } = [];

    /// <summary>Sets a property; null leaves it out.</summary>
    public void Set(string name, object? value)
    {
        if (value is not null)
        {
            Properties[name] = value;
        }
    }

    /// <summary>A text property; null when it is missing.</summary>
    public string? Text(string name) => Properties.TryGetValue(name, out var value) ? value as string : null;

    /// <summary>A whole number; null when it is missing.</summary>
    public long? Number(string name) =>
        Properties.TryGetValue(name, out var value)
            ? value switch
            {
                long number => number,
                int number => number,
                _ => null,
            }
            : null;

    /// <summary>A flag; false when it is missing.</summary>
    public bool Flag(string name) => Properties.TryGetValue(name, out var value) && value is true;

    /// <summary>A time in UTC; null when it is missing.</summary>
    public DateTimeOffset? Time(string name) =>
        Properties.TryGetValue(name, out var value) && value is DateTimeOffset time ? time.ToUniversalTime() : null;

    /// <summary>A text that must be there.</summary>
    /// <exception cref="UnreadableRowException">It is missing.</exception>
    public string RequiredText(string name) => Text(name) ?? ThrowMissing<string>(name);

    /// <summary>A number that must be there.</summary>
    /// <exception cref="UnreadableRowException">It is missing.</exception>
    public long RequiredNumber(string name) => Number(name) ?? ThrowMissing<long>(name);

    [DoesNotReturn]
    private T ThrowMissing<T>(string name) => throw new UnreadableRowException(RowKey, $"property '{name}' is missing");
}

/// <summary>A row that is there but cannot be understood. The message names the row, since somebody has to look at it.</summary>
internal sealed class UnreadableRowException(string rowKey, string problem, Exception? innerException = null)
    : Exception($"Row '{rowKey}' cannot be read: {problem}.", innerException);
