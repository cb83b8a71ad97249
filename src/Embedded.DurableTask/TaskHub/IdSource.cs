using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Embedded.DurableTask.Hub;

/// <summary>Ids of this process: random ones, and ones that sort by the time they were made.</summary>
internal sealed class IdSource(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly string _suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private long _last;

    /// <summary>128 random bits as 32 hex digits.</summary>
    public string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

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
}
