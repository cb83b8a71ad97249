using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Embedded.DurableTask.Hub.Storage;

/// <summary>The payload port on Blob Storage or Azurite.</summary>
internal sealed class AzurePayloadStore(BlobServiceClient service, string containerName) : IPayloadStore
{
    private readonly BlobContainerClient _container = service.GetBlobContainerClient(containerName);

    /// <inheritdoc/>
    public Task CreateAsync(CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task WriteAsync(string name, string content, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                await _container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true, cancellationToken);
                return true;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<string?> ReadAsync(string name, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                try
                {
                    var answer = await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
                    return answer.Value.Content.ToString();
                }
                catch (RequestFailedException problem) when (problem.Status == 404)
                {
                    return null;
                }
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredPayload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = _container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync(async () => await blobs.MoveNextAsync(), cancellationToken))
        {
            var blob = blobs.Current;
            yield return new StoredPayload(blob.Name, blob.Properties.LastModified ?? default, blob.Properties.ETag?.ToString() ?? "");
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                try
                {
                    var conditions = etag is null ? null : new BlobRequestConditions { IfMatch = new ETag(etag) };
                    var answer = await _container
                        .GetBlobClient(name)
                        .DeleteIfExistsAsync(DeleteSnapshotsOption.None, conditions, cancellationToken);
                    return answer.Value;
                }
                catch (RequestFailedException problem) when (problem.Status == 412)
                {
                    return false;
                }
            },
            cancellationToken
        );

    private static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException problem)
        {
            var fault = problem.Status is 401 or 403 ? TableFault.Denied : TableFault.Unavailable;
            throw new TableStoreException(fault, $"Blob Storage: {problem.Status} {problem.ErrorCode}.", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or TimeoutException or AggregateException)
        {
            throw new TableStoreException(TableFault.Unavailable, "Blob Storage did not answer.", problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            // The client's own time limit: nobody asked for a cancellation.
            throw new TableStoreException(TableFault.Unavailable, "Blob Storage did not answer.", problem);
        }
    }
}
