using Embedded.DurableTask.Hub.Activities;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>All that is known of an instance at one moment: what an explanation is made of.</summary>
internal sealed record InstanceFacts
{
    public required InstanceRecord Record { get; init; }

    /// <summary>The commits of the current generation.</summary>
    public IReadOnlyList<IReadOnlyList<HistoryEvent>> History { get; init; } = [];

    public CodeReading Code { get; init; } = new CodeReading.Unknown("");

    /// <summary>Events in the inbox: durable, but not yet in history.</summary>
    public IReadOnlyList<QueuedEvent> Inbox { get; init; } = [];

    public required int Shard { get; init; }

    /// <summary>Null if nobody owns the shard.</summary>
    public string? Owner { get; init; }

    public bool IsOwnedHere { get; init; }

    /// <summary>Calls of its activities in this process.</summary>
    public IReadOnlyList<ActivityInHand> Activities { get; init; } = [];

    /// <summary>The text itself.</summary>
    public string? CustomStatus { get; init; }

    public FailureInfo? Failure { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>What history cannot tell and only the orchestrator's code can: for which events it waits.</summary>
internal abstract record CodeReading
{
    private CodeReading() { }

    public sealed record Known(IReadOnlyList<OpenWait> Waits, IReadOnlyList<EventRaised> Untaken) : CodeReading;

    /// <param name="Problem">Why it could not be replayed; empty if there is nothing to replay.</param>
    public sealed record Unknown(string Problem) : CodeReading;
}
