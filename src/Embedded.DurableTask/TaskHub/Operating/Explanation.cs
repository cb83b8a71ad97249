using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>Why an instance is where it is: what it waits for, since when, and who must act. All times UTC.</summary>
internal sealed record Explanation
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>As shown: a parked instance counts as suspended.</summary>
    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset StatusSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>How often it has continued as new (or its id was started again).</summary>
    public required int Generation { get; init; }

    /// <summary>Commits of this generation.</summary>
    public required int HistoryCommits { get; init; }

    /// <summary>Events of this generation.</summary>
    public required int HistoryEvents { get; init; }

    public required int Shard { get; init; }

    /// <summary>The process that owns the shard; null if none does.</summary>
    public required string? Owner { get; init; }

    /// <summary>That process is this one.</summary>
    public required bool IsOwnedHere { get; init; }

    /// <summary>Never empty. What comes first stands in the way of what comes after.</summary>
    public required IReadOnlyList<WaitReason> WaitsFor { get; init; }

    public required Actor Actor { get; init; }

    public required DateTimeOffset? NextTimer { get; init; }

    public required LastError? LastError { get; init; }

    /// <summary>Events that were raised and that the code has not taken.</summary>
    public required IReadOnlyList<QueuedEvent> QueuedEvents { get; init; }

    /// <summary>Why the events that its code waits for are not known; null if they are.</summary>
    public required string? CodeProblem { get; init; }

    /// <summary>When this was true.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One thing an instance waits for.</summary>
internal abstract record WaitReason
{
    private WaitReason() { }

    /// <summary>An activity without an outcome.</summary>
    /// <param name="Name">Of the activity.</param>
    /// <param name="TaskId">Of the call.</param>
    /// <param name="Since">When it was called.</param>
    /// <param name="Attempt">From 1; calls of the same name and input that failed one after another count as attempts of one.</param>
    /// <param name="Place">Where the call is.</param>
    /// <param name="RunningSince">When its code began to run; null unless it runs in this process.</param>
    public sealed record ActivityOutcome(
        string Name,
        int TaskId,
        DateTimeOffset Since,
        int Attempt,
        ActivityPlace Place,
        DateTimeOffset? RunningSince
    ) : WaitReason;

    public sealed record ExternalEvent(string Name, DateTimeOffset Since) : WaitReason;

    public sealed record Timer(int TaskId, DateTimeOffset DueAt, DateTimeOffset Since) : WaitReason;

    public sealed record ChildOutcome(string InstanceId, string Name, DateTimeOffset Since) : WaitReason;

    /// <summary>Somebody suspended it.</summary>
    public sealed record Resumption(string? Reason, DateTimeOffset Since) : WaitReason;

    /// <summary>It is parked: its code cannot go on here and now.</summary>
    public sealed record Repair(string Reason, DateTimeOffset Since) : WaitReason;

    public sealed record StartTime(DateTimeOffset At) : WaitReason;

    /// <summary>No process owns its shard.</summary>
    public sealed record Owner : WaitReason;

    /// <summary>Nothing is in its way: its turn is about to come.</summary>
    public sealed record Turn : WaitReason;

    /// <summary>It has ended and waits for nothing.</summary>
    public sealed record Nothing(OrchestrationRuntimeStatus Status, DateTimeOffset Since) : WaitReason;
}

/// <summary>Where an activity's call is.</summary>
internal enum ActivityPlace
{
    /// <summary>It runs in this process.</summary>
    Running,

    /// <summary>It waits in this process until others have ended.</summary>
    Queued,

    /// <summary>Another process owns the shard, or this one is just about to take the call up.</summary>
    Unknown,
}

/// <summary>Who must do something for the instance to go on.</summary>
internal enum ActorKind
{
    /// <summary>It has ended.</summary>
    Nobody,

    /// <summary>Nobody: a timer.</summary>
    Timer,

    /// <summary>Nobody: code of the app is at work.</summary>
    App,

    /// <summary>Whoever the child waits for.</summary>
    Child,

    /// <summary>Whoever raises the event.</summary>
    Sender,

    /// <summary>Whom the app names by the tag or the custom status' member <c>actor</c>.</summary>
    Named,

    Administrator,
}

/// <summary><paramref name="Name"/>: of the event, the child, or the person or group the app names.</summary>
internal sealed record Actor(ActorKind Kind, string? Name = null);

/// <summary>The newest failure in this generation's history, or why it is parked.</summary>
internal sealed record LastError(DateTimeOffset At, string? Source, string ErrorType, string Message);

/// <summary>An event on its way. <paramref name="IsInHistory"/>: it has reached the instance, and its code has not asked for it.</summary>
internal sealed record QueuedEvent(string Name, DateTimeOffset Since, bool IsInHistory);
