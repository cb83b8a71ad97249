using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>Row keys of the log, and which shard an id belongs to.</summary>
internal static class LogKeys
{
    /// <summary>The partition of what concerns the whole hub.</summary>
    public const string HubPartition = "hub";

    /// <summary>The row that says how many shards the hub has.</summary>
    public const string Manifest = "manifest";

    /// <summary>The owner row of a shard.</summary>
    public const string Owner = "!";

    private const int LongestEscapedId = 360;
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:@="
    );

    /// <summary>The partition of a shard.</summary>
    public static string Partition(int shard) => string.Create(CultureInfo.InvariantCulture, $"s{shard:D3}");

    /// <summary>
    /// The shard that instances of this id are started in: a hash that never changes, not <see cref="string.GetHashCode()"/>,
    /// which does with every process. A child lives in its root's shard whatever its id.
    /// </summary>
    public static int HomeShard(string instanceId, int shardCount) =>
        (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(instanceId)) % (ulong)shardCount);

    /// <summary>
    /// An instance id as part of a row key. The service refuses some characters and <c>|</c> separates parts, so all but plain ones
    /// become <c>~</c> and four hex digits; ids too long for a key end in a hash. One to one but for such hashes.
    /// </summary>
    public static string Escape(string instanceId)
    {
        if (instanceId.Length <= LongestEscapedId && !instanceId.AsSpan().ContainsAnyExcept(s_plain))
        {
            return instanceId;
        }

        var escaped = EscapePrefix(instanceId);
        if (escaped.Length <= LongestEscapedId)
        {
            return escaped;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)));
        return $"{escaped[..280]}~h{hash}";
    }

    /// <summary>The active row of an instance.</summary>
    public static string Active(string key) => $"a|{key}";

    /// <summary>The instance row.</summary>
    public static string Instance(string key) => $"i|{key}";

    /// <summary>One commit of an instance.</summary>
    public static string History(string key, int generation, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"h|{key}|{generation:D8}|{sequence:D8}");

    /// <summary>A message waiting for an instance. <paramref name="ulid"/> orders the messages of one sender.</summary>
    public static string Inbox(string key, string ulid) => $"m|{key}|{ulid}";

    /// <summary>The messages that one commit of an instance sends.</summary>
    public static string Outbox(string key, int generation, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"o|{key}|{generation:D8}|{sequence:D8}");

    /// <summary>The row by which a process says that it lives.</summary>
    public static string Process(string processId) => $"p|{Escape(processId)}";

    /// <summary>All rows of a kind: its letter.</summary>
    public static RowSpan All(char kind) => new($"{kind}|", $"{kind}}}");

    /// <summary>All rows of a kind of one instance.</summary>
    public static RowSpan Of(char kind, string key) => new($"{kind}|{key}|", $"{kind}|{key}}}");

    /// <summary>All rows of a kind (instance rows, active rows) whose id begins so.</summary>
    public static RowSpan IdsFrom(char kind, string idPrefix)
    {
        var prefix = EscapePrefix(idPrefix);
        return prefix.Length == 0 ? All(kind) : new RowSpan($"{kind}|{prefix}", $"{kind}|{prefix[..^1]}{(char)(prefix[^1] + 1)}");
    }

    private static string EscapePrefix(string instanceId)
    {
        var text = new StringBuilder(instanceId.Length * 2);
        foreach (var unit in instanceId)
        {
            if (s_plain.Contains(unit))
            {
                text.Append(unit);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"~{(int)unit:x4}");
            }
        }

        return text.ToString();
    }
}

/// <summary>Keys from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive).</summary>
internal readonly record struct RowSpan(string From, string To)
{
    /// <summary>These keys in a partition.</summary>
    public Storage.RowRange In(string partitionKey) => new(partitionKey, From, To);
}
