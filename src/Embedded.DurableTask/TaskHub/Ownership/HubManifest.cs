using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Ownership;

/// <summary>The row that fixes how many shards a hub has: with another number ids would be looked for in the wrong shard.</summary>
internal static class HubManifest
{
    /// <summary>Writes the manifest of a new hub, or checks that of an old one.</summary>
    /// <exception cref="InvalidOperationException">The hub was made with another number of shards.</exception>
    /// <exception cref="UnreadableRowException">It was made by a version that this process does not know.</exception>
    public static async Task EnsureAsync(HubContext hub, CancellationToken cancellationToken)
    {
        var row = new TableRow(LogKeys.HubPartition, LogKeys.Manifest);
        row.Set("v", (long)InstanceRows.SchemaVersion);
        row.Set("shards", (long)hub.Options.ShardCount);
        row.Set("created", hub.TimeProvider.GetUtcNow());
        if (await hub.Store.FindAsync(LogKeys.HubPartition, LogKeys.Manifest, cancellationToken) is not { } found)
        {
            if (await hub.Store.InsertAsync(row, cancellationToken))
            {
                return;
            }

            // Another process was quicker.
            found = await hub.Store.FindAsync(LogKeys.HubPartition, LogKeys.Manifest, cancellationToken) ?? row;
        }

        InstanceRows.RequireSchema(found);
        var shards = found.RequiredNumber("shards");
        if (shards != hub.Options.ShardCount)
        {
            throw new InvalidOperationException(
                $"Task hub '{hub.Options.HubName}' was made with {shards} shards and this process is set to {hub.Options.ShardCount}. "
                    + $"Set {nameof(TaskHubOptions.ShardCount)} to {shards}, or use another {nameof(TaskHubOptions.HubName)}."
            );
        }
    }
}
