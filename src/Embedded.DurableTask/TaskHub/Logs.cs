using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Hub;

/// <summary>Everything the task hub logs. Ids: 1xxx hub, 2xxx shards, 3xxx instances, 4xxx activities.</summary>
internal static partial class Logs
{
    [LoggerMessage(1001, LogLevel.Information, "Task hub {Hub} runs as {Process} with {Shards} shards.")]
    public static partial void HubStarted(ILogger logger, string hub, string process, int shards);

    [LoggerMessage(1002, LogLevel.Information, "Task hub {Hub} has stopped.")]
    public static partial void HubStopped(ILogger logger, string hub);

    [LoggerMessage(1003, LogLevel.Warning, "Task hub housekeeping failed and will be tried again: {What}.")]
    public static partial void HousekeepingFailed(ILogger logger, string what, Exception problem);

    [LoggerMessage(1004, LogLevel.Information, "Collected {Count} payloads that no row named.")]
    public static partial void PayloadsCollected(ILogger logger, int count);

    [LoggerMessage(2001, LogLevel.Information, "Took shard {Shard} at epoch {Epoch} with {Active} active instances.")]
    public static partial void ShardTaken(ILogger logger, int shard, long epoch, int active);

    [LoggerMessage(2002, LogLevel.Information, "Released shard {Shard}.")]
    public static partial void ShardReleased(ILogger logger, int shard);

    [LoggerMessage(2003, LogLevel.Warning, "Another process has taken shard {Shard}; its memory is dropped.")]
    public static partial void ShardLost(ILogger logger, int shard);

    [LoggerMessage(2004, LogLevel.Warning, "Shard {Shard} is read again: a commit was refused ({Status} {Code}, operation {Index}).")]
    public static partial void ShardReloads(ILogger logger, int shard, int status, string code, int index);

    [LoggerMessage(
        2005,
        LogLevel.Warning,
        "Shard {Shard}: storage gave no certain answer; looking what became of the commit (try {Attempt})."
    )]
    public static partial void CommitInDoubt(ILogger logger, int shard, int attempt, Exception? problem);

    [LoggerMessage(2006, LogLevel.Error, "Shard {Shard} stopped: {Reason}")]
    public static partial void ShardBroken(ILogger logger, int shard, string reason, Exception? problem);

    [LoggerMessage(2007, LogLevel.Error, "Inbox row {RowKey} of shard {Shard} cannot be read and is left where it is.")]
    public static partial void InboxRowUnreadable(ILogger logger, int shard, string rowKey, Exception problem);

    [LoggerMessage(
        2008,
        LogLevel.Information,
        "Shard {Shard}: purged {Count} finished instances that were older than they are to be kept."
    )]
    public static partial void RetentionPurged(ILogger logger, int shard, int count);

    [LoggerMessage(3001, LogLevel.Warning, "Orchestration {InstanceId} is parked: {Reason}")]
    public static partial void Parked(ILogger logger, string instanceId, string reason);

    [LoggerMessage(3002, LogLevel.Information, "Orchestration {InstanceId} is no longer parked.")]
    public static partial void Unparked(ILogger logger, string instanceId);

    [LoggerMessage(3003, LogLevel.Warning, "A message for orchestration {InstanceId} was not delivered: {Outcome}.")]
    public static partial void Undelivered(ILogger logger, string instanceId, string outcome);

    [LoggerMessage(3004, LogLevel.Warning, "Orchestration {InstanceId} has a history of {Commits} commits: consider ContinueAsNew.")]
    public static partial void LongHistory(ILogger logger, string instanceId, int commits);

    [LoggerMessage(3005, LogLevel.Warning, "Loading orchestration {InstanceId} failed and will be tried again.")]
    public static partial void LoadFailed(ILogger logger, string instanceId, Exception problem);

    [LoggerMessage(3006, LogLevel.Warning, "An instance row cannot be read; it is left where it is and passed over.")]
    public static partial void InstanceRowUnreadable(ILogger logger, Exception problem);

    [LoggerMessage(4001, LogLevel.Information, "Activity {Activity} of {InstanceId} was interrupted by the shutdown and will run again.")]
    public static partial void ActivityInterrupted(ILogger logger, string activity, string instanceId);

    [LoggerMessage(4002, LogLevel.Information, "Activity {Activity} of {InstanceId} failed.")]
    public static partial void ActivityFailed(ILogger logger, string activity, string instanceId, Exception problem);
}
