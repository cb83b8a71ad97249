using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>Unpacks entries, counting what really comes out and stopping at the limits, whatever the entries say of themselves.</summary>
internal sealed class ZipInflater(SpreadsheetLimits limits)
{
    private const ushort Stored = 0;
    private const ushort Deflated = 8;
    private const int Chunk = 64 * 1024;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i => CrcOf((uint)i))];

    private long total;

    /// <exception cref="SpreadsheetRefusedException">Over a limit, or not what it says it is.</exception>
    public byte[] Inflate(ZipEntry entry)
    {
        if (entry.Method is not (Stored or Deflated))
        {
            throw SpreadsheetRefusedException.Damaged("压缩方法不受支持", "it is packed by an unknown method");
        }

        if (!MemoryMarshal.TryGetArray(entry.Data, out var packed))
        {
            packed = new ArraySegment<byte>(entry.Data.ToArray());
        }

        using var source = new MemoryStream(packed.Array!, packed.Offset, packed.Count, writable: false);
        using var stream = entry.Method == Deflated ? new DeflateStream(source, CompressionMode.Decompress) : (Stream)source;
        using var target = new MemoryStream();
        try
        {
            Copy(stream, target, entry);
        }
        catch (InvalidDataException)
        {
            throw Broken(entry);
        }

        var bytes = target.ToArray();
        return bytes.Length == entry.Length && Crc(bytes) == entry.Crc ? bytes : throw Broken(entry);
    }

    private void Copy(Stream stream, MemoryStream target, ZipEntry entry)
    {
        var chunk = new byte[Chunk];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            total += read;
            target.Write(chunk, 0, read);
            if (total > limits.Total || target.Length > limits.Entry)
            {
                throw SpreadsheetRefusedException.TooLarge(
                    $"超过 {limits.Total / 1024 / 1024} MB",
                    $"more than {limits.Total / 1024 / 1024} MB"
                );
            }

            if (target.Length > limits.RatioFrom && target.Length > (long)entry.Data.Length * limits.Ratio)
            {
                throw SpreadsheetRefusedException.TooLarge("压缩率异常", "it is packed more tightly than any report");
            }
        }
    }

    private static SpreadsheetRefusedException Broken(ZipEntry entry) =>
        SpreadsheetRefusedException.Damaged(
            $"部件“{PartNames.Shown(entry.Name)}”与其说明不符",
            $"part '{PartNames.Shown(entry.Name)}' is not what the directory says"
        );

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint CrcOf(uint value)
    {
        for (var i = 0; i < 8; i++)
        {
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}

/// <summary>How much a workbook may hold. A report's own is a hundredth of it.</summary>
internal sealed record SpreadsheetLimits
{
    public static SpreadsheetLimits Default { get; } = new();

    public int Entries { get; init; } = 1_000;

    /// <summary>Bytes of all parts, unpacked.</summary>
    public long Total { get; init; } = 40 * 1024 * 1024;

    /// <summary>Bytes of one part, unpacked.</summary>
    public long Entry { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many times its packed length a part may come to, once it is longer than <see cref="RatioFrom"/>.</summary>
    public int Ratio { get; init; } = 100;

    public long RatioFrom { get; init; } = 2 * 1024 * 1024;

    /// <summary>Cells with something in them, all sheets together.</summary>
    public int Cells { get; init; } = 30_000;

    public int Sheets { get; init; } = 100;

    public int Columns { get; init; } = 64;
}
