using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>Which instances to list. What is null does not matter; all that is given must hold.</summary>
internal sealed record InstanceQuery
{
    public const int DefaultPageSize = 100;
    public const int LargestPage = 1_000;

    /// <summary>As shown: a parked instance counts as suspended.</summary>
    public IReadOnlySet<OrchestrationRuntimeStatus>? Statuses { get; init; }

    /// <summary>The orchestrator's name, exactly.</summary>
    public string? Name { get; init; }

    /// <summary>Creation of the current generation, inclusive.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    public string? IdPrefix { get; init; }

    public TagFilter? Tag { get; init; }

    /// <summary>1 to <see cref="LargestPage"/>.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>Where the page before ended.</summary>
    public string? Continuation { get; init; }

    /// <summary>Finished instances cannot match: the index of active ones suffices, however many have finished.</summary>
    public bool WantsUnfinishedOnly => Statuses is { Count: > 0 } wanted && !wanted.Any(InstanceRecord.IsFinal);

    public bool Matches(InstanceRecord record) =>
        !record.IsPurging
        && Statuses?.Contains(record.ShownStatus) != false
        && (Name is null || string.Equals(record.Name, Name, StringComparison.Ordinal))
        && !(record.CreatedAt < CreatedFrom)
        && !(record.CreatedAt > CreatedTo)
        && (IdPrefix is null || record.InstanceId.StartsWith(IdPrefix, StringComparison.Ordinal))
        && Tag?.Matches(record.Tags) != false;

    /// <summary>What of it the service can decide by itself; the rest is decided by <see cref="Matches"/>.</summary>
    public RowFilter? ToRowFilter()
    {
        var groups = new List<IReadOnlyList<RowCondition>>();

        // A parked instance's row says something else than what is shown, so only what cannot be parked is left to the service.
        if (Statuses is { Count: > 0 } wanted && wanted.All(InstanceRecord.IsFinal))
        {
            groups.Add([.. wanted.Order().Select(status => new RowCondition("st", RowComparison.Equal, (long)status))]);
        }

        if (Name is not null)
        {
            groups.Add([new RowCondition("name", RowComparison.Equal, Name)]);
        }

        if (CreatedFrom is { } from)
        {
            groups.Add([new RowCondition("created", RowComparison.AtLeast, from)]);
        }

        if (CreatedTo is { } to)
        {
            groups.Add([new RowCondition("created", RowComparison.AtMost, to)]);
        }

        return groups.Count == 0 ? null : new RowFilter(groups);
    }
}

/// <summary>A tag that an instance must have. <paramref name="Value"/>: null for any value.</summary>
internal sealed record TagFilter(string Key, string? Value)
{
    /// <summary>From <c>key</c> or <c>key=value</c>; null if there is no key.</summary>
    public static TagFilter? Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? text : text[..equals];
        return key.Length == 0 ? null : new TagFilter(key, equals < 0 ? null : text[(equals + 1)..]);
    }

    public bool Matches(IReadOnlyDictionary<string, string>? tags) =>
        tags is not null
        && tags.TryGetValue(Key, out var value)
        && (Value is null || string.Equals(value, Value, StringComparison.Ordinal));
}

/// <summary>A page of instances, shard after shard in key order. It is full unless it is the last.</summary>
internal sealed record InstancePage(IReadOnlyList<InstanceRecord> Instances, string? Continuation);
