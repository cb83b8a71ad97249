using System.Security.Cryptography;
using System.Text;

namespace Embedded.DurableTask.Replay;

/// <summary>Version-5 UUIDs (RFC 9562): the same name gives the same GUID, on any machine.</summary>
internal static class DeterministicGuid
{
    // The namespace of Durable Task, so that an instance's GUIDs are those the distributed engine would make.
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string name)
    {
        var nameBytes = Encoding.UTF8.GetByteCount(name);
        var data = new byte[16 + nameBytes];
        Namespace.TryWriteBytes(data, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, data.AsSpan(16));

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The format prescribes SHA-1, and nothing secret hangs on it.
        SHA1.HashData(data, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
