using System.Text;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>
/// Finds out how a file's text is encoded: by its byte order mark, by what came with it, by what it says of itself, and, since all of these
/// may be wrong, by whether it can be so. Chinese pages are UTF-8, GB 18030 (with GBK and GB 2312 within it) or Big5.
/// </summary>
internal static partial class TextEncodings
{
    private const int Prolog = 4096;
    private const int Gb18030 = 54936;
    private const int Big5 = 950;

    // Bytes read as the wrong one of two encodings seldom spell what every such report speaks of.
    private static readonly string[] Expected = ["政府信息公开", "政府信息", "年度报告", "公开", "情况", "的"];

    /// <summary>The text, or null if it is in none of the encodings.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="declared">The charset that came with it; null if none did.</param>
    public static string? Decode(byte[] bytes, string? declared)
    {
        if (Marked(bytes) is { } marked)
        {
            return Strictly(marked.Encoding, bytes.AsSpan(marked.Length));
        }

        var named = new[] { declared, OwnWord(bytes) }.Select(Find).OfType<Encoding>();
        foreach (var encoding in named.Append(new UTF8Encoding(false)))
        {
            if (Strictly(encoding, bytes) is { } text)
            {
                return text;
            }
        }

        return new[] { Gb18030, Big5 }
            .Select(page => Strictly(Page(page), bytes))
            .OfType<string>()
            .MaxBy(text => Expected.Index().Sum(word => Count(text, word.Item) * (Expected.Length - word.Index)));
    }

    private static (Encoding Encoding, int Length)? Marked(byte[] bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false), 3),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false), 2),
            _ => null,
        };

    // <meta charset=gb2312>, <meta http-equiv=… content="text/html; charset=gb2312">, <?xml encoding="gbk"?>
    private static string? OwnWord(byte[] bytes) =>
        Charset().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, Prolog))) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    private static Encoding? Find(string? name) =>
        name?.Trim('"', '\'', ' ').ToUpperInvariant() switch
        {
            "UTF-8" or "UTF8" or "UNICODE-1-1-UTF-8" => new UTF8Encoding(false),
            "GB2312" or "GBK" or "GB18030" or "GB_2312-80" or "X-GBK" or "CP936" or "CSGB2312" or "CHINESE" => Page(Gb18030),
            "BIG5" or "BIG5-HKSCS" or "CN-BIG5" or "X-X-BIG5" or "CP950" => Page(Big5),
            "UTF-16" or "UTF-16LE" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "UTF-16BE" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => null,
        };

    private static Encoding Page(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page)!;

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null; // the expected answer to "is it this encoding?"
        }
    }

    private static int Count(string text, string word)
    {
        var folded = TextFolding.Fold(text[..Math.Min(text.Length, 20_000)]);
        var count = 0;
        for (
            var at = folded.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = folded.IndexOf(word, at + word.Length, StringComparison.Ordinal)
        )
        {
            count++;
        }

        return count;
    }

    [GeneratedRegex(
        @"(<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[""']?\s*(?<name>[A-Za-z0-9_\-]{2,20})",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Charset();
}
