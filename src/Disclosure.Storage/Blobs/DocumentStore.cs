using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Blobs;

/// <summary>Rendered, published documents; apart from the drafts, so that one may be opened to the public and the other never.</summary>
/// <param name="clients">Where.</param>
public sealed class DocumentStore(StorageClients clients)
{
    private const string DigestKey = "sha256";
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Documents);

    /// <summary>Keeps a document, replacing one of that name: a repeated rendering replaces its own half-done work.</summary>
    /// <returns>SHA-256 of the bytes.</returns>
    public async Task<ContentDigest> PutAsync(
        DocumentName name,
        ReadOnlyMemory<byte> content,
        string contentType,
        CancellationToken cancellationToken = default
    )
    {
        var digest = ContentDigest.Of(content.Span);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = new Dictionary<string, string> { [DigestKey] = digest.Value },
        };
        await _container.GetBlobClient(name.ToString()).UploadAsync(new BinaryData(content), options, cancellationToken);
        return digest;
    }

    /// <summary>The document; null if there is none of that name.</summary>
    /// <exception cref="DamagedRowException">The bytes are not those that were stored.</exception>
    public async Task<StoredDocument?> ReadAsync(DocumentName name, CancellationToken cancellationToken = default)
    {
        var found = await BlobReads.FindAsync(_container.GetBlobClient(name.ToString()), cancellationToken);
        if (found is null)
        {
            return null;
        }

        var bytes = found.Content.ToArray();
        var digest = ContentDigest.Of(bytes);
        return found.Details.Metadata.TryGetValue(DigestKey, out var stored) && stored == digest.Value
            ? new StoredDocument(bytes, found.Details.ContentType, digest, found.Details.LastModified)
            : throw BlobReads.Damaged(_container, name.ToString());
    }

    /// <summary>The names of a publication's documents, all revisions.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(IndexNumber number, CancellationToken cancellationToken = default)
    {
        var names = new List<string>();
        var options = new GetBlobsOptions { Prefix = number + "/" };
        await foreach (var blob in _container.GetBlobsAsync(options, cancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
