using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>
/// What the active row of an unfinished instance tells a process that takes the shard. It may say too much (busy, or due too early:
/// then the instance is loaded in vain), never too little.
/// </summary>
/// <param name="IsBusy">Load it at once: it has activities to run, children to start, or a generation to begin.</param>
/// <param name="Due">Wake it then; null if nothing is due by time.</param>
/// <param name="IsParked">It could not be run.</param>
internal readonly record struct ActiveMark(bool IsBusy, DateTimeOffset? Due, bool IsParked)
{
    /// <summary>The mark of a new instance.</summary>
    public static ActiveMark Busy { get; } = new(IsBusy: true, null, IsParked: false);

    /// <summary>Whether a row with this mark is good enough for an instance that needs that one.</summary>
    public bool Covers(ActiveMark needed) =>
        IsParked == needed.IsParked && (IsBusy || (!needed.IsBusy && (needed.Due is not { } due || (Due is { } stored && stored <= due))));

    /// <summary>As a row.</summary>
    public TableRow ToRow(string partition, string instanceId, string key)
    {
        var row = new TableRow(partition, LogKeys.Active(key));
        row.Set("v", (long)InstanceRows.SchemaVersion);
        row.Set("id", instanceId);
        row.Set("busy", IsBusy ? true : null);
        row.Set("due", Due);
        row.Set("park", IsParked ? true : null);
        return row;
    }

    /// <summary>From a row.</summary>
    /// <exception cref="UnreadableRowException">It is of another schema version.</exception>
    public static ActiveMark From(TableRow row)
    {
        InstanceRows.RequireSchema(row);
        return new ActiveMark(row.Flag("busy"), row.Time("due"), row.Flag("park"));
    }
}
