using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Disclosure.Storage.Audit;

/// <summary>
/// The bytes that an audit entry's hash is taken over, version 1; <c>docs/data.md</c> says the same in words, so that anybody can write a
/// verifier. Never change it: add a version 2 beside it.
/// </summary>
/// <remarks>
/// A field is its UTF-8 bytes in normalization form C, after their count as four bytes, high byte first; a missing field is FF FF FF FF.
/// Fields: <c>disclosure-audit/1</c>, report id, sequence, time (UTC, <c>2026-01-28T01:30:00.0000000Z</c>), actor id, actor name, action,
/// digest, on behalf of, via, the number of details, then each detail's key and value in the order of the keys' bytes. Numbers are decimal.
/// hash = SHA-256(00, the 32 bytes of the hash before, the fields); the byte 00 marks an entry, as RFC 6962 does for leaves.
/// </remarks>
public static class AuditEncoding
{
    /// <summary>The hash before the first entry.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    private const byte EntryMark = 0;

    /// <summary>The fields of an entry, without the two hashes.</summary>
    public static byte[] Encode(AuditEntry entry)
    {
        using var bytes = new MemoryStream();
        Write(bytes, "disclosure-audit/1");
        Write(bytes, entry.ReportId.ToString());
        Write(bytes, Number(entry.Seq));
        Write(bytes, entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        Write(bytes, entry.ActorId);
        Write(bytes, entry.ActorName);
        Write(bytes, entry.Action);
        Write(bytes, entry.Digest?.Value);
        Write(bytes, entry.OnBehalfOf);
        Write(bytes, entry.Via?.ToString());
        Write(bytes, Number(entry.Details.Count));
        foreach (var (key, value) in entry.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            Write(bytes, key);
            Write(bytes, value);
        }

        return bytes.ToArray();
    }

    /// <summary>The entry's hash after <paramref name="prevHash"/>; 64 lower-case hex digits.</summary>
    /// <exception cref="FormatException"><paramref name="prevHash"/> is not hex.</exception>
    public static string Hash(string prevHash, AuditEntry entry)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([EntryMark]);
        sha.AppendData(Convert.FromHexString(prevHash));
        sha.AppendData(Encode(entry));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>The text as it is stored and hashed: halves of surrogate pairs replaced, then in normalization form C.</summary>
    internal static string Clean(string text) => WellFormed(text).Normalize(NormalizationForm.FormC);

    private static void Write(MemoryStream bytes, string? field)
    {
        Span<byte> length = stackalloc byte[4];
        if (field is null)
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, uint.MaxValue);
            bytes.Write(length);
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes(Clean(field));
        BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
        bytes.Write(length);
        bytes.Write(utf8);
    }

    // Through UTF-8 and back: what is no character comes back as the replacement character.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
