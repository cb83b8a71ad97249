using System.Collections.Concurrent;
using Embedded.DurableTask.Hub.Log;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>
/// Instances that took their shard down: by an exception that should not be, or by rows that the service refuses for good. They must
/// not do so again and again, and the others in the shard must go on. A suspect flies alone; one that is convicted is parked.
/// </summary>
internal sealed class Suspects
{
    private readonly ConcurrentDictionary<string, byte> _suspects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _convicted = new(StringComparer.Ordinal);

    /// <summary>Whether the instance's units must have a batch to themselves.</summary>
    public bool MustFlyAlone(string instanceId) => !_suspects.IsEmpty && _suspects.ContainsKey(instanceId);

    public void Convict(string instanceId, string reason) => _convicted[instanceId] = reason;

    /// <summary>A batch was refused for good: if it was of one instance it is that one's fault.</summary>
    public void Accuse(Batch batch, string reason)
    {
        var ids = batch.Units.Select(unit => unit.Slot?.InstanceId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (ids is [var culprit])
        {
            Convict(culprit, reason);
        }

        foreach (var id in ids)
        {
            _suspects[id] = 1;
        }
    }

    /// <summary>A batch went through.</summary>
    public void Acquit(Batch batch)
    {
        if (_suspects.IsEmpty)
        {
            return;
        }

        foreach (var unit in batch.Units)
        {
            if (unit.Slot is { } slot)
            {
                _suspects.TryRemove(slot.InstanceId, out _);
            }
        }
    }

    /// <summary>Parks a convicted instance when it is loaded. Once: resuming it gives it another chance.</summary>
    public LoadedInstance Judge(InstanceSlot slot, LoadedInstance loaded)
    {
        if (_convicted.IsEmpty || !_convicted.TryRemove(slot.InstanceId, out var reason))
        {
            return loaded;
        }

        switch (loaded)
        {
            case LoadedInstance.Pending pending:
                return new LoadedInstance.Unable(pending.Record, reason, 0);
            case LoadedInstance.Live live:
                live.Session.Dispose();
                return new LoadedInstance.Unable(live.Record, reason, live.Commits);
            default:
                return loaded;
        }
    }
}
