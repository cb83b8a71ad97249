using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>What a shard has in memory of an instance.</summary>
internal enum SlotPhase
{
    /// <summary>Nothing but, perhaps, its active mark.</summary>
    Unloaded,

    /// <summary>Its rows are being read.</summary>
    Loading,

    /// <summary>There is no such instance.</summary>
    Missing,

    /// <summary>It has an instance row, but its code has not begun.</summary>
    Pending,

    /// <summary>Its session is in memory.</summary>
    Live,

    /// <summary>It cannot be run here and now.</summary>
    Parked,

    /// <summary>It has ended.</summary>
    Finished,
}

/// <summary>
/// An instance in a shard's memory. Touched by the shard's loop only, but for <see cref="Committed"/>. What it says runs ahead of the
/// table by the units that are still on their way.
/// </summary>
internal sealed class InstanceSlot(string instanceId)
{
    private volatile InstanceRecord? _committed;
    private volatile bool _isActive;

    public string InstanceId { get; } = instanceId;

    /// <summary>The id as row keys have it.</summary>
    public string Key { get; } = LogKeys.Escape(instanceId);

    public SlotPhase Phase { get; set; }

    /// <summary>The record as the last step left it.</summary>
    public InstanceRecord? Record
    {
        get;
        set
        {
            field = value;
            Remembers = value is null ? Remembers : (value.StartId, value.Generation);
        }
    }

    /// <summary>Which start and generation the rest of this is about; also while the record is being read anew.</summary>
    public (string StartId, int Generation)? Remembers { get; private set; }

    /// <summary>The record as it is durable: what readers on other threads see.</summary>
    public InstanceRecord? Committed
    {
        get => _committed;
        set => _committed = value;
    }

    /// <summary>The version of a finished instance's row, for the start that replaces it; null if it is not known.</summary>
    public string? RecordETag { get; set; }

    /// <summary>An instance row is in the table.</summary>
    public bool HasRow { get; set; }

    public OrchestrationSession? Session { get; set; }

    /// <summary>The session's state after the last step.</summary>
    public SessionState State { get; set; } = SessionState.Empty;

    /// <summary>Commits of this generation so far.</summary>
    public int NextSequence { get; set; }

    /// <summary>What its active row says; null if it has none.</summary>
    public ActiveMark? Mark
    {
        get;
        set
        {
            field = value;
            _isActive = value is not null;
        }
    }

    /// <summary>What is to be taken by the next step.</summary>
    public List<ShardMessage> Inbox { get; } = [];

    /// <summary>Durable messages that wait until the instance runs (pending, parked).</summary>
    public List<ShardMessage> Held { get; } = [];

    /// <summary>Its turn will come.</summary>
    public bool IsReady { get; set; }

    /// <summary>The input of a pending instance: the text itself.</summary>
    public string? PendingInput { get; set; }

    /// <summary>Why it could not be loaded just now; null if it could, or if that has been recorded.</summary>
    public string? ParkReason { get; set; }

    /// <summary>The batch that its last unit is in: a batch may touch a row once only.</summary>
    public long LastBatch { get; set; } = -1;

    /// <summary>Units not committed yet.</summary>
    public int UnitsUnderway { get; set; }

    /// <summary>When it was last stepped, on the monotonic clock.</summary>
    public long LastUsed { get; set; }

    /// <summary>What the timer queue holds for it.</summary>
    public DateTimeOffset? Armed { get; set; }

    /// <summary>Activities of this generation handed to the runner.</summary>
    public HashSet<int> Dispatched { get; } = [];

    /// <summary>Children of this generation whose start is on its way or known.</summary>
    public HashSet<int> ChildrenStarted { get; } = [];

    /// <summary>Anything to do when its turn comes, whatever its inbox holds.</summary>
    public bool MustCheck { get; set; }

    /// <summary>Children of this generation that are known to have been started durably.</summary>
    public HashSet<int> ChildrenConfirmed { get; } = [];

    /// <summary>The row keys a purge has still to delete; null if no purge is under way.</summary>
    public PurgeProgress? Purge { get; set; }

    /// <summary>Has not finished, as far as this process knows. Safe to ask from any thread.</summary>
    public bool IsActive => _isActive;

    /// <summary>Nothing is left to do for it, and its memory may go.</summary>
    public bool IsDisposable =>
        Phase is SlotPhase.Missing or SlotPhase.Finished && Inbox.Count == 0 && UnitsUnderway == 0 && Purge is null && !MustCheck;
}
