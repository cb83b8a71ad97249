using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>What must be committed together: one step of one instance, never split.</summary>
internal sealed class Unit(InstanceSlot? slot)
{
    /// <summary>Whose step; null for housekeeping.</summary>
    public InstanceSlot? Slot { get; } = slot;

    public List<RowOperation> Operations { get; } = [];

    /// <summary>Blobs that the rows name: written before the commit, or a crash between the two would leave a row without its payload.</summary>
    public List<PendingPayload> Payloads { get; } = [];

    /// <summary>Messages that become durable with it.</summary>
    public List<(ShardMessage Message, SubmitOutcome Outcome)> Answers { get; } = [];

    /// <summary>
    /// Everything the outside world could notice: run after the commit only, or a crash before it would leave effects of a step that
    /// never was.
    /// </summary>
    public List<Action> AfterCommit { get; } = [];

    /// <summary>Bytes on the wire, generously.</summary>
    public int WireSize { get; private set; }

    public bool IsEmpty => Operations.Count == 0 && Answers.Count == 0 && AfterCommit.Count == 0;

    public void Insert(TableRow row) => Add(new RowOperation.Insert(row), RowLimits.WireSizeOf(row));

    public void Replace(TableRow row, string etag = RowOperation.AnyETag) =>
        Add(new RowOperation.Replace(row, etag), RowLimits.WireSizeOf(row));

    public void Delete(string rowKey) => Add(new RowOperation.Delete(rowKey), 700);

    /// <summary>The message is settled by this unit: its inbox row goes with it and its sender is told after.</summary>
    public void Settle(ShardMessage message, SubmitOutcome outcome)
    {
        if (message.InboxKey is { } key)
        {
            // Held and settled in one turn: its row need never be.
            if (Operations.RemoveAll(o => o is RowOperation.Insert && string.Equals(o.RowKey, key, StringComparison.Ordinal)) == 0)
            {
                Delete(key);
            }
        }

        Answers.Add((message, outcome));
    }

    private void Add(RowOperation operation, int size)
    {
        Operations.Add(operation);
        WireSize += size;
    }
}
