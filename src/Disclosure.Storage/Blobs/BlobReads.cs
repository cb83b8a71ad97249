using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Blobs;

/// <summary>Reading whole blobs.</summary>
internal static class BlobReads
{
    /// <summary>The blob, or null.</summary>
    public static async Task<BlobDownloadResult?> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public static DamagedRowException Damaged(BlobContainerClient container, string name) =>
        new($"Blob '{container.Name}/{name}' does not have the digest it was stored with.");
}
