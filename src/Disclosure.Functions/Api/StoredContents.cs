using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Blobs;

namespace Disclosure.Functions.Api;

/// <summary>Stored contents as contents.</summary>
internal static class StoredContents
{
    /// <summary>The content of a digest that a report of a year refers to.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or it is not what was stored: storage is damaged.</exception>
    public static async Task<ReportContent> ReadAsync(
        this ContentStore contents,
        ReportId id,
        ContentDigest digest,
        CancellationToken cancellationToken
    )
    {
        var bytes =
            await contents.ReadAsync(digest, cancellationToken)
            ?? throw new InvalidOperationException($"Content {digest} of report {id} is missing.");
        return ContentJson.Read(bytes, FormatEdition.For(id.Year)) is ContentReading.Ok(var content)
            ? content
            : throw new InvalidOperationException($"Content {digest} of report {id} cannot be read any more.");
    }
}
