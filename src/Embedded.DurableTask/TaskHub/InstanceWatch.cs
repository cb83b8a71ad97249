using System.Collections.Concurrent;
using Embedded.DurableTask.Hub.Log;

namespace Embedded.DurableTask.Hub;

/// <summary>Tells those who wait for an instance in this process what its shard has committed, so that they need not ask storage.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, List<Action<InstanceRecord>>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Calls back on each change of status until disposed. Callbacks must be quick.</summary>
    public IDisposable Subscribe(string instanceId, Action<InstanceRecord> changed)
    {
        var list = _watchers.GetOrAdd(instanceId, _ => []);
        lock (list)
        {
            list.Add(changed);

            // Another subscriber may have emptied and removed the list in between.
            _watchers[instanceId] = list;
        }

        return new Subscription(this, instanceId, list, changed);
    }

    public void Publish(InstanceRecord record)
    {
        if (_watchers.IsEmpty || !_watchers.TryGetValue(record.InstanceId, out var list))
        {
            return;
        }

        Action<InstanceRecord>[] watchers;
        lock (list)
        {
            watchers = [.. list];
        }

        foreach (var watcher in watchers)
        {
            watcher(record);
        }
    }

    private sealed class Subscription(
        InstanceWatch watch,
        string instanceId,
        List<Action<InstanceRecord>> list,
        Action<InstanceRecord> changed
    ) : IDisposable
    {
        public void Dispose()
        {
            lock (list)
            {
                list.Remove(changed);
                if (list.Count == 0)
                {
                    watch._watchers.TryRemove(new KeyValuePair<string, List<Action<InstanceRecord>>>(instanceId, list));
                }
            }
        }
    }
}
