using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>Which instances an administrator wants to see. What is null does not matter.</summary>
internal sealed record InstanceWishes
{
    public const int DefaultTop = 50;
    public const int MaximumTop = 200;

    /// <summary>At least the organ's own prefix: no administrator sees another organ's.</summary>
    public required string Prefix { get; init; }

    public IReadOnlyList<OrchestrationRuntimeStatus>? Statuses { get; init; }

    public string? Name { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>A key, with or without a value.</summary>
    public (string Key, string? Value)? Tag { get; init; }

    public int Top { get; init; } = DefaultTop;

    public InstanceCursor Cursor { get; init; } = InstanceCursor.Start;

    /// <summary>What the engine's own query cannot express on either host.</summary>
    public bool Matches(OrchestrationMetadata instance) =>
        (Name is null || string.Equals(instance.Name, Name, StringComparison.OrdinalIgnoreCase))
        && (
            Tag is not { } tag
            || (
                instance.Tags.TryGetValue(tag.Key, out var value)
                && (tag.Value is null || string.Equals(value, tag.Value, StringComparison.Ordinal))
            )
        );
}

/// <summary>A page of instances; full unless it is the last.</summary>
internal sealed record InstancePage(IReadOnlyList<OrchestrationMetadata> Instances, string? Continuation)
{
    private const int EnginePage = 200;

    /// <summary>Reads a page through the engine's client.</summary>
    public static async Task<InstancePage> ReadAsync(DurableTaskClient client, InstanceWishes wishes, CancellationToken cancellationToken)
    {
        // Where nothing is left to our own filters the pages of both are the same, and none is ever read twice.
        var size = wishes.Name is null && wishes.Tag is null ? wishes.Top : EnginePage;
        var query = new OrchestrationQuery(
            wishes.From,
            wishes.To,
            wishes.Statuses,
            InstanceIdPrefix: wishes.Prefix,
            PageSize: size,
            ContinuationToken: wishes.Cursor.EngineToken
        );
        var found = new List<OrchestrationMetadata>(wishes.Top);
        var (current, skip) = wishes.Cursor;
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages(current, size).WithCancellation(cancellationToken))
        {
            var matching = page.Values.Where(wishes.Matches).Skip(skip).ToList();
            var taken = matching.Take(wishes.Top - found.Count).ToList();
            found.AddRange(taken);
            if (taken.Count < matching.Count)
            {
                return new InstancePage(found, new InstanceCursor(current, skip + taken.Count).ToToken());
            }

            (current, skip) = (page.ContinuationToken, 0);
            if (current is not null && found.Count == wishes.Top)
            {
                return new InstancePage(found, new InstanceCursor(current, 0).ToToken());
            }
        }

        return new InstancePage(found, null);
    }
}
