using System.Collections.ObjectModel;

namespace Microsoft.DurableTask;

/// <summary>Options of starting an orchestration.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Unless set, a random one is made.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The instance stays pending until then.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public TaskVersion? Version { get; init; }

    /// <summary>Names of the runtime statuses in which an existing instance of this id makes the start fail.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
