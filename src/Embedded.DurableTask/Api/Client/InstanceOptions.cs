namespace Microsoft.DurableTask.Client;

/// <summary>What a terminated instance leaves as its output, and whether its children end with it.</summary>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

/// <summary>Whether the children of a purged instance are purged with it.</summary>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>Which finished instances to purge.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null
)
{
    /// <summary>How long to go on; what is left then is reported by <see cref="PurgeResult.IsComplete"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
