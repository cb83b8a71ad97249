using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>What a shard says to a message.</summary>
internal enum SubmitOutcome
{
    /// <summary>It is durable and will take effect.</summary>
    Accepted,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance has finished.</summary>
    Finished,

    /// <summary>The id is taken.</summary>
    AlreadyExists,

    /// <summary>The instance has not finished, so it cannot be purged.</summary>
    StillRunning,

    /// <summary>This process does not own the shard (any more), or could not tell: ask again.</summary>
    Moved,
}

/// <summary>Something for an instance, on its way through the shard that owns it.</summary>
internal abstract class ShardMessage(string instanceId)
{
    /// <summary>Whom it is for.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Who waits for it to be durable; null if nobody does.</summary>
    public TaskCompletionSource<SubmitOutcome>? Reply { get; init; }

    /// <summary>The inbox row that holds it, to be deleted by the commit that takes it; null if it is in memory only.</summary>
    public string? InboxKey { get; set; }

    /// <summary>
    /// The start of the instance that its sender has seen; null if the sender has not looked. An id that has been used again since is
    /// another instance: a message that was under way for long must not reach it.
    /// </summary>
    public string? StartId { get; set; }

    /// <summary>The instance has been read anew because of this message.</summary>
    public bool HasLoaded { get; set; }

    /// <summary>Called once it is durable or has been refused for good: the outbox row it came from may go.</summary>
    public Action? Settled { get; init; }
}

/// <summary>Starts an instance. Everything about it is in <paramref name="start"/>.</summary>
internal sealed class StartMessage(InstanceStart start) : ShardMessage(start.InstanceId)
{
    public InstanceStart Start { get; } = start;
}

/// <summary>A pending instance's row has been written by another process, or its start time may have come.</summary>
internal sealed class WakeMessage(string instanceId) : ShardMessage(instanceId);

/// <summary>An event from outside: raised, suspended, resumed, terminated.</summary>
internal sealed class SignalMessage(string instanceId, InboundEvent signal, bool isRecursive = false) : ShardMessage(instanceId)
{
    public InboundEvent Signal { get; } = signal;

    /// <summary>Terminate the children too.</summary>
    public bool IsRecursive { get; } = isRecursive;
}

/// <summary>The outcome of an activity or a child that a generation called.</summary>
internal sealed class ResultMessage(string instanceId, int generation, InboundEvent result) : ShardMessage(instanceId)
{
    public int Generation { get; } = generation;

    public InboundEvent Result { get; } = result;
}

/// <summary>The instance cannot go on with the code of this process.</summary>
internal sealed class ParkMessage(string instanceId, int taskId, string reason) : ShardMessage(instanceId)
{
    /// <summary>The call that has no code.</summary>
    public int TaskId { get; } = taskId;

    public string Reason { get; } = reason;
}

/// <summary>Forget a finished instance.</summary>
internal sealed class PurgeMessage(string instanceId, bool isRecursive, PurgeCounter? counter = null) : ShardMessage(instanceId)
{
    public bool IsRecursive { get; } = isRecursive;

    /// <summary>Only if the instance ended then or before; null: whenever it ended. Of messages in memory only.</summary>
    public DateTimeOffset? EndedBy { get; init; }

    /// <summary>Counts the instances purged.</summary>
    public PurgeCounter Counter { get; } = counter ?? new PurgeCounter();
}

/// <summary>How many instances a purge removed, its children's included.</summary>
internal sealed class PurgeCounter
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Increment() => Interlocked.Increment(ref _count);
}

/// <summary>A purge under way.</summary>
/// <param name="Message">Who wants it; null if it goes on after a crash.</param>
/// <param name="Keys">History rows still to delete; null while they are looked up.</param>
/// <param name="Payloads">Blobs to delete afterwards.</param>
/// <param name="ChildrenLeft">Children whose own purge has not ended.</param>
internal sealed record PurgeProgress(
    PurgeMessage? Message,
    Queue<string>? Keys,
    IReadOnlyList<Storage.StoredPayload> Payloads,
    int ChildrenLeft
);

/// <summary>All there is to know to start an instance. <paramref name="Input"/> is the text itself, not its stored form.</summary>
internal sealed record InstanceStart(
    string InstanceId,
    string Name,
    string Version,
    string? Input,
    string StartId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartAt,
    IReadOnlyDictionary<string, string>? Tags,
    ParentInfo? Parent
)
{
    /// <summary>The span of the call that starts it, as a W3C <c>traceparent</c>; null if nobody traces.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The id was made at random just now: no need to look whether it is taken.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Names of statuses in which an existing instance is not replaced; null: those that are not final.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
