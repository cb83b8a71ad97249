using System.Buffers.Binary;
using System.Text;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// The list of a ZIP file's entries, believed only as far as it can be checked: entries lie within the file, do not overlap, and are called
/// the same in both places that name them. The framework's own reader checks neither, and trusts the lengths it is told.
/// </summary>
/// <remarks>The layout is PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const int LocalLength = 30;
    private const int LongestComment = 65_535;
    private const uint EndSignature = 0x06054B50;
    private const uint HeaderSignature = 0x02014B50;
    private const uint LocalSignature = 0x04034B50;

    /// <exception cref="SpreadsheetRefusedException">It is no ZIP file that holds together, or has more entries than allowed.</exception>
    public static List<ZipEntry> Read(ReadOnlyMemory<byte> file, int mostEntries)
    {
        var bytes = file.Span;
        var end = FindEnd(bytes);
        int count = U16(bytes, end + 10);
        var (length, start) = (U32(bytes, end + 12), U32(bytes, end + 16));
        if (count > mostEntries)
        {
            throw SpreadsheetRefusedException.TooLarge(
                $"内含 {count} 个部件，最多 {mostEntries} 个",
                $"it has {count} parts, at most {mostEntries} are read"
            );
        }

        // A file on several disks, or with 64-bit fields, is none that a spreadsheet program writes at this size.
        if (U16(bytes, end + 4) != 0 || U16(bytes, end + 8) != count || start + length > end)
        {
            throw Broken();
        }

        var entries = new List<ZipEntry>(count);
        var at = (int)start;
        for (var i = 0; i < count; i++)
        {
            entries.Add(Entry(file, ref at, end));
        }

        return at == start + length ? WithoutOverlap(entries) : throw Broken();
    }

    private static ZipEntry Entry(ReadOnlyMemory<byte> file, ref int at, int end)
    {
        var bytes = file.Span;
        if (at + HeaderLength > end || U32(bytes, at) != HeaderSignature)
        {
            throw Broken();
        }

        var (nameLength, extra, comment) = (U16(bytes, at + 28), U16(bytes, at + 30), U16(bytes, at + 32));
        var next = at + HeaderLength + nameLength + extra + comment;
        if (next > end)
        {
            throw Broken();
        }

        var name = bytes.Slice(at + HeaderLength, nameLength);
        var (compressed, offset) = (U32(bytes, at + 20), U32(bytes, at + 42));
        if (offset + LocalLength > end || U32(bytes, (int)offset) != LocalSignature)
        {
            throw Broken();
        }

        var local = (int)offset;
        var localName = U16(bytes, local + 26);
        var data = local + LocalLength + localName + U16(bytes, local + 28);
        if (data + (long)compressed > end || localName != nameLength || !bytes.Slice(local + LocalLength, localName).SequenceEqual(name))
        {
            throw Broken();
        }

        var entry = new ZipEntry
        {
            Name = Encoding.UTF8.GetString(name),
            Start = local,
            Data = file.Slice(data, (int)compressed),
            End = data + (int)compressed,
            Length = U32(bytes, at + 24),
            Crc = U32(bytes, at + 16),
            Method = U16(bytes, at + 10),
            IsEncrypted = (U16(bytes, at + 8) & 0x41) != 0,
        };
        at = next;
        return entry;
    }

    // Entries that share their data make a small file unpack to a huge one.
    private static List<ZipEntry> WithoutOverlap(List<ZipEntry> entries)
    {
        var ordered = entries.OrderBy(entry => entry.Start).ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            if (ordered[i].Start < ordered[i - 1].End)
            {
                throw SpreadsheetRefusedException.Unsafe("内部部件相互重叠", "its parts overlap each other");
            }
        }

        return entries;
    }

    private static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.Length - EndLength; at >= 0 && at >= bytes.Length - EndLength - LongestComment; at--)
        {
            if (U32(bytes, at) == EndSignature && at + EndLength + U16(bytes, at + 20) == bytes.Length)
            {
                return at;
            }
        }

        throw Broken();
    }

    private static SpreadsheetRefusedException Broken() =>
        SpreadsheetRefusedException.Damaged("压缩目录不完整", "its directory does not hold together");

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

/// <summary>An entry as the file describes it; nothing of it is trusted until it is unpacked.</summary>
internal sealed record ZipEntry
{
    public required string Name { get; init; }

    /// <summary>Where its local header begins.</summary>
    public required int Start { get; init; }

    /// <summary>Where its data ends.</summary>
    public required int End { get; init; }

    /// <summary>Packed.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What it says its length is, unpacked.</summary>
    public required uint Length { get; init; }

    public required uint Crc { get; init; }

    public required ushort Method { get; init; }

    public required bool IsEncrypted { get; init; }
}
