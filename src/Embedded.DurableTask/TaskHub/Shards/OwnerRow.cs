using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>
/// The owner row of a shard. Every commit replaces it in the version it knows: whoever has taken the shard in between has changed it,
/// so a stale owner's commit is refused whatever its clock says.
/// </summary>
internal sealed record OwnerRow(string Process, long Epoch, string Commit, string ETag)
{
    /// <summary>Nobody owns the shard, and it may be taken at once.</summary>
    public bool IsReleased => Process.Length == 0;

    public static OwnerRow From(TableRow row)
    {
        InstanceRows.RequireSchema(row);
        return new OwnerRow(row.Text("process") ?? "", row.RequiredNumber("epoch"), row.Text("commit") ?? "", row.ETag ?? "");
    }

    public static TableRow ToRow(string partition, string process, long epoch, string commit)
    {
        var row = new TableRow(partition, LogKeys.Owner);
        row.Set("v", (long)InstanceRows.SchemaVersion);
        row.Set("process", process);
        row.Set("epoch", epoch);
        row.Set("commit", commit);
        return row;
    }
}
