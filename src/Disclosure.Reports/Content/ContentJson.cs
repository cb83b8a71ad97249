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

    /// <summary>Most decimal places of an amount.</summary>
    public const int MaxDecimals = 6;

    /// <summary>Reads strictly: every problem with its place, or the content. A cell that is not listed is blank.</summary>
    public static ContentReading Read(ReadOnlySpan<byte> utf8, FormatEdition edition)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            // Invalid UTF-8 inside a string is found only when the string is read.
            return reader.Read() ? NotJson() : Read(document.RootElement, edition);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return NotJson();
        }
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, FormatEdition)"/>
    public static ContentReading Read(JsonElement root, FormatEdition edition) => new ContentReader(edition).Read(root);

    public static ContentDigest Digest(ReportContent content) => ContentDigest.Of(Write(content));

    private static ContentReading.Malformed NotJson() =>
        new([
            new ContentProblem
            {
                JsonPointer = string.Empty,
                Code = "not-json",
                MessageZh = "内容不是有效的 JSON。",
                MessageEn = "The content is not valid JSON.",
            },
        ]);
}
