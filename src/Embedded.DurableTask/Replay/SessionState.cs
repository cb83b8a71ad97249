using System.Collections.Immutable;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Replay;

/// <summary>
/// What history says about the current generation of an instance: a fold over its events, so the same live and after replay.
/// Immutable; a step costs no more on a long history than on a short one.
/// </summary>
internal sealed partial record SessionState
{
    public static SessionState Empty { get; } = new();

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>The status last set in this generation. See <see cref="HasCustomStatus"/>.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>False until this generation sets a status: until then the one of the generation before stays visible.</summary>
    public bool HasCustomStatus { get; init; }

    public string? Output { get; init; }

    public FailureInfo? Failure { get; init; }

    /// <summary>Set when the generation ended by continuing as new.</summary>
    public ExecutionContinuedAsNew? ContinuedAsNew { get; init; }

    public ExecutionStarted? Started { get; init; }

    public ImmutableDictionary<int, TaskScheduled> OpenTasks { get; init; } = ImmutableDictionary<int, TaskScheduled>.Empty;

    public ImmutableDictionary<int, ChildScheduled> OpenChildren { get; init; } = ImmutableDictionary<int, ChildScheduled>.Empty;

    /// <summary>Timers neither fired nor cancelled, and when they are due.</summary>
    public ImmutableDictionary<int, DateTimeOffset> OpenTimers { get; init; } = ImmutableDictionary<int, DateTimeOffset>.Empty;

    /// <summary>Ids of the external events in this generation's history.</summary>
    public ImmutableHashSet<string> EventIds { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>The clock of the last step.</summary>
    public DateTimeOffset LastNow { get; init; } = DateTimeOffset.MinValue;

    public string? SuspendReason { get; init; }

    /// <summary>When the earliest open timer is due. Also while suspended: timers then fire, and are held like any other event.</summary>
    public DateTimeOffset? NextDue => DueTimes.IsEmpty ? null : DueTimes.Min.FireAt;

    /// <summary>This generation has ended: nothing but late events is recorded any more.</summary>
    public bool IsFinished =>
        RuntimeStatus
            is OrchestrationRuntimeStatus.Completed
                or OrchestrationRuntimeStatus.Failed
                or OrchestrationRuntimeStatus.Terminated
                or OrchestrationRuntimeStatus.ContinuedAsNew;

    internal ImmutableSortedSet<(DateTimeOffset FireAt, int TaskId)> DueTimes { get; init; } =
        ImmutableSortedSet<(DateTimeOffset FireAt, int TaskId)>.Empty;
}
