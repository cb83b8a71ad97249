using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>
/// One event of an instance's history, readable by itself: an outcome names what it is the outcome of. Payloads are the texts as the data
/// converter made them, and only there if they were asked for.
/// </summary>
internal sealed record HistoryEntry
{
    /// <summary>The commit it stands in, from 0.</summary>
    public required int Commit { get; init; }

    /// <summary>The clock of that commit's step.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>As the documented management API names it: <c>TaskScheduled</c>, <c>EventRaised</c>…</summary>
    public required string EventType { get; init; }

    public int? TaskId { get; init; }

    /// <summary>Of the orchestrator, activity, child orchestrator or event.</summary>
    public string? Name { get; init; }

    /// <summary>The child, or whom an event was sent to.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When what has ended here was called.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>When a timer is, or was, due.</summary>
    public DateTimeOffset? FireAt { get; init; }

    public string? Input { get; init; }

    public string? Result { get; init; }

    /// <summary>Of a suspension, resumption or termination.</summary>
    public string? Reason { get; init; }

    public FailureInfo? Failure { get; init; }
}

/// <summary>A page of a generation's history. <paramref name="Continuation"/>: null on the last one.</summary>
internal sealed record HistoryPage(int Generation, IReadOnlyList<HistoryEntry> Events, string? Continuation);
