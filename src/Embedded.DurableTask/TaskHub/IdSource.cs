using System.Buffers.Binary;

namespace Embedded.DurableTask.Hub;

/// <summary>Ids of this process: random ones, and ones that sort by the time they were made.</summary>
internal sealed class IdSource(TimeProvider timeProvider, HubSurroundings surroundings)
{
    private readonly Lock _lock = new();
    private readonly string _suffix = RandomHex(surroundings, 8);
    private long _last;

    /// <summary>128 random bits as 32 hex digits.</summary>
    public string NewId() => RandomHex(surroundings, 16);

    /// <summary>Sorts after every one that this process made before, whatever its clock does.</summary>
    public string NewOrderedId()
    {
        long time;
        lock (_lock)
        {
            time = _last = Math.Max(_last + 1, timeProvider.GetUtcNow().Ticks);
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time);
        return Convert.ToHexStringLower(bytes) + _suffix;
    }

    private static string RandomHex(HubSurroundings surroundings, int count)
    {
        Span<byte> bytes = stackalloc byte[count];
        surroundings.FillRandom(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
