using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>
/// The instance row: what is known of an instance without its history. Input, output, custom status and failure are in stored form
/// (see <see cref="PayloadCodec"/>). It is written when something in it that others ask for changes, not with each step.
/// </summary>
internal sealed record InstanceRecord
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required int Generation { get; init; }

    /// <summary>Of this generation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Names the act of starting: a start that is sent again after a doubtful answer is recognised by it.</summary>
    public required string StartId { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>JSON of a <see cref="FailureInfo"/>.</summary>
    public string? Failure { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentInfo? Parent { get; init; }

    /// <summary>The span of the call that started it, as a W3C <c>traceparent</c>; null if nobody traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Why the instance is parked; null if it is not.</summary>
    public string? ParkedReason { get; init; }

    /// <summary>A purge of it has begun.</summary>
    public bool IsPurging { get; init; }

    /// <summary>The purge takes the children along.</summary>
    public bool PurgesChildren { get; init; }

    /// <summary>Ids of events that earlier generations took, so that one sent again is still recognised.</summary>
    public IReadOnlyList<string> EarlierEventIds { get; init; } = [];

    /// <summary>The status that others are shown: a parked instance does not run, and resuming it is what helps.</summary>
    public OrchestrationRuntimeStatus ShownStatus => ParkedReason is null ? Status : OrchestrationRuntimeStatus.Suspended;

    /// <summary>Nothing will happen to it any more.</summary>
    public bool IsFinished => IsFinal(Status);

    /// <summary>The statuses of instances that have ended.</summary>
    public static IReadOnlyList<OrchestrationRuntimeStatus> FinalStatuses { get; } =
    [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Whether an instance in this status has ended.</summary>
    public static bool IsFinal(OrchestrationRuntimeStatus status) => FinalStatuses.Contains(status);
}
