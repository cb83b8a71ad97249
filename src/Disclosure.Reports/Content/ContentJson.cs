using System.Text.Json;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

/// <summary>The content's JSON, as the HTTP contract has it.</summary>
public static partial class ContentJson
{
    /// <summary>Longest text of a section, in UTF-16 units.</summary>
    public const int MaxSectionLength = 100_000;

    /// <summary>Longest title or metadata field, in UTF-16 units.</summary>
    public const int MaxFieldLength = 2_000;

    /// <summary>Largest count.</summary>
    public const decimal MaxCount = 999_999_999;

    /// <summary>Largest amount.</summary>
    public const decimal MaxAmount = 999_999_999_999_999;

    /// <summary>Reads strictly: every problem with its place, or the content. A cell that is not listed is blank.</summary>
    public static ContentReading Read(ReadOnlySpan<byte> utf8, FormatEdition edition) =>
        throw new NotSupportedException("Not written yet.");

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, FormatEdition)"/>
    public static ContentReading Read(JsonElement root, FormatEdition edition) => throw new NotSupportedException("Not written yet.");

    /// <summary>The canonical UTF-8 bytes: fixed order, no white space, every cell of the edition. The digest is taken over these.</summary>
    public static byte[] Write(ReportContent content) => throw new NotSupportedException("Not written yet.");

    public static ContentDigest Digest(ReportContent content) => ContentDigest.Of(Write(content));
}
