using Microsoft.DurableTask;

namespace Embedded.DurableTask;

/// <summary>Which instances, by their version, a process runs. Compared with <see cref="TaskHubOptions.DefaultVersion"/>.</summary>
public enum VersionMatchStrategy
{
    /// <summary>Versions are ignored.</summary>
    None,

    /// <summary>Only instances of exactly this version.</summary>
    Strict,

    /// <summary>Instances of this version and of older ones.</summary>
    CurrentOrOlder,
}

/// <summary>What becomes of an instance whose version this process does not run.</summary>
public enum VersionFailureStrategy
{
    /// <summary>It is parked until a process that runs it owns its shard.</summary>
    Reject,

    /// <summary>It fails.</summary>
    Fail,
}

/// <summary>Settings of a task hub. <see cref="Validate"/> says what each may be.</summary>
public sealed class TaskHubOptions
{
    /// <summary>Names the hub's table and container: 3 to 40 letters and digits, a letter first.</summary>
    public string HubName { get; set; } = "DisclosureHub";

    /// <summary>
    /// How many shards a new hub gets, 1 to 64. Fixed when the hub is made: another number is refused later. More shards mean smaller
    /// partitions, which Azurite is quicker with, and fewer instances that share a transaction.
    /// </summary>
    public int ShardCount { get; set; } = 8;

    /// <summary>Activities that run at once in this process.</summary>
    public int MaxConcurrentActivities { get; set; } = Math.Max(8, Environment.ProcessorCount * 10);

    /// <summary>Orchestrations kept in memory between their steps, per shard; those beyond are replayed when something comes for them.</summary>
    public int MaxLiveSessions { get; set; } = 2_000;

    /// <summary>How long the owner of a shard may be silent before another process takes it. At least 200 ms.</summary>
    public TimeSpan LeasePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between two looks into a shard's inbox; it bounds how late a message from another process may come.</summary>
    public TimeSpan InboxPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The version of new instances that are given none, and the version of the code in this process.</summary>
    public string DefaultVersion { get; set; } = "";

    /// <summary>Which instances this process runs.</summary>
    public VersionMatchStrategy VersionMatchStrategy { get; set; } = VersionMatchStrategy.CurrentOrOlder;

    /// <summary>What becomes of the others.</summary>
    public VersionFailureStrategy VersionFailureStrategy { get; set; } = VersionFailureStrategy.Reject;

    /// <summary>Payloads longer than this many characters are kept in blobs, 1,000 to 30,000.</summary>
    public int BlobThresholdChars { get; set; } = 30_000;

    /// <summary>How old a payload that no row names must be before it is collected.</summary>
    public TimeSpan PayloadGracePeriod { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long finished instances are kept; for ever unless said otherwise.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>Serializes inputs, outputs, event payloads and custom statuses.</summary>
    public DataConverter DataConverter { get; set; } = WorkerDataConverter.Default;

    /// <exception cref="InvalidOperationException">A setting is not what it may be; the message names it.</exception>
    public void Validate()
    {
        Require(
            HubName is { Length: >= 3 and <= 40 } && char.IsAsciiLetter(HubName[0]) && HubName.All(char.IsAsciiLetterOrDigit),
            $"{nameof(HubName)} '{HubName}' must be 3 to 40 letters and digits, a letter first."
        );
        Require(ShardCount is >= 1 and <= 64, $"{nameof(ShardCount)} {ShardCount} must be 1 to 64.");
        Require(MaxConcurrentActivities >= 1, $"{nameof(MaxConcurrentActivities)} {MaxConcurrentActivities} must be at least 1.");
        Require(MaxLiveSessions >= 1, $"{nameof(MaxLiveSessions)} {MaxLiveSessions} must be at least 1.");
        Require(LeasePeriod >= TimeSpan.FromMilliseconds(200), $"{nameof(LeasePeriod)} {LeasePeriod} must be at least 200 ms.");
        Require(
            InboxPollInterval >= TimeSpan.FromMilliseconds(20),
            $"{nameof(InboxPollInterval)} {InboxPollInterval} must be at least 20 ms."
        );
        Require(
            BlobThresholdChars is >= 1_000 and <= 30_000,
            $"{nameof(BlobThresholdChars)} {BlobThresholdChars} must be 1,000 to 30,000."
        );
        Require(
            PayloadGracePeriod >= TimeSpan.FromMinutes(1),
            $"{nameof(PayloadGracePeriod)} {PayloadGracePeriod} must be at least 1 minute."
        );
        foreach (var status in Hub.Log.InstanceRecord.FinalStatuses)
        {
            Require(
                IsAgeOrNone(Retention.Of(status)),
                $"{nameof(Retention)}.{status} {Retention.Of(status)} must be 1 minute to 36,500 days, or not be set."
            );
        }
    }

    private static bool IsAgeOrNone(TimeSpan? age) => age is null || (age >= TimeSpan.FromMinutes(1) && age <= TimeSpan.FromDays(36_500));

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
