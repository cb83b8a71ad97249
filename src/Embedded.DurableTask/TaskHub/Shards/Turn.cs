using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>One turn of one instance: what it takes, and the unit that comes of it.</summary>
internal sealed class Turn(InstanceSlot slot, Unit unit)
{
    public InstanceSlot Slot { get; } = slot;

    public Unit Unit { get; } = unit;

    /// <summary>For the session, in order.</summary>
    public List<HistoryEvent> Inbound { get; } = [];

    /// <summary>Messages that are settled if the step succeeds, and held if it does not.</summary>
    public List<ShardMessage> Taken { get; } = [];

    /// <summary>Messages that the unit sends.</summary>
    public List<OutgoingMessage> Outgoing { get; } = [];

    /// <summary>The instance row must be written: something in it is news to others.</summary>
    public bool RecordIsNews { get; set; }

    /// <summary>Something has been done already that is not in the table yet.</summary>
    public bool HasBegun => !Unit.IsEmpty || RecordIsNews || Inbound.Count > 0 || Outgoing.Count > 0;

    /// <summary>Terminate the children too.</summary>
    public bool TerminatesChildren { get; set; }
}
