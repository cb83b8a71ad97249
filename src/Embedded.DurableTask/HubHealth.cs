namespace Embedded.DurableTask;

/// <summary>How a task hub is, as one process sees it.</summary>
public sealed record HubHealth
{
    /// <summary>Nothing of the below is wrong.</summary>
    public bool IsHealthy => IsRunning && StorageReachable && ClocksAgree && Problem is null;

    /// <summary>Started and not stopped.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>Table Storage gave a certain answer to the last call and the last commit.</summary>
    public required bool StorageReachable { get; init; }

    /// <summary>Shards of the hub.</summary>
    public required int ShardCount { get; init; }

    /// <summary>Shards that this process owns.</summary>
    public required int ShardsOwned { get; init; }

    /// <summary>Instances not finished in the shards owned.</summary>
    public required int ActiveInstances { get; init; }

    /// <summary>Instances of the shards owned that wait for a person or other code.</summary>
    public required int ParkedInstances { get; init; }

    /// <summary>Activities running now.</summary>
    public required int RunningActivities { get; init; }

    /// <summary>When the most overdue timer of the shards owned was due; null if none is overdue.</summary>
    public required DateTimeOffset? OldestDueTimer { get; init; }

    /// <summary>This process' clock minus the storage service's.</summary>
    public required TimeSpan ClockSkew { get; init; }

    /// <summary>The clocks are at most 30 seconds apart.</summary>
    public required bool ClocksAgree { get; init; }

    /// <summary>What stopped the hub, for people; null if nothing did.</summary>
    public string? Problem { get; init; }
}
