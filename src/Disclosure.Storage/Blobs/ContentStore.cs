using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Blobs;

/// <summary>Content revisions: drafts and frozen ones, named by their SHA-256, written once and never changed.</summary>
/// <param name="clients">Where.</param>
public sealed class ContentStore(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Content);

    /// <summary>Keeps content and names it. Content that is there already is not written again.</summary>
    public async Task<ContentDigest> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var digest = ContentDigest.Of(content.Span);
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" },
        };
        try
        {
            await _container.GetBlobClient(digest.Value).UploadAsync(new BinaryData(content), options, cancellationToken);
        }
        catch (RequestFailedException there) when (there.ErrorCode == BlobErrorCode.BlobAlreadyExists || there.Status == 412)
        {
            // Its name is its digest, so what is there is the same; reading checks that.
        }

        return digest;
    }

    /// <summary>The content; null if none of that digest was ever kept.</summary>
    /// <exception cref="DamagedRowException">What is there has another digest.</exception>
    public async Task<byte[]?> ReadAsync(ContentDigest digest, CancellationToken cancellationToken = default)
    {
        var content = await BlobReads.FindAsync(_container.GetBlobClient(digest.Value), cancellationToken);
        if (content is null)
        {
            return null;
        }

        var bytes = content.Content.ToArray();
        return ContentDigest.Of(bytes) == digest ? bytes : throw BlobReads.Damaged(_container, digest.Value);
    }
}
