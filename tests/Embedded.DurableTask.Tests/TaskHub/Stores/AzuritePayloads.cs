using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>A container on Azurite as a world shares it. See <see cref="AzuriteTable"/>.</summary>
internal sealed class AzuritePayloads(string connectionString, string name, Traffic traffic) : IWorldPayloads
{
    private readonly AzurePayloadStore _store = new(new BlobServiceClient(connectionString), name);
    private readonly BlobContainerClient _container = new(connectionString, name);

    /// <summary>What has been written, so that a look at it costs no request.</summary>
    private readonly SortedDictionary<string, string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names => [.. _container.GetBlobs().Select(blob => blob.Name)];

    public Action<string>? Deleted { get; set; }

    public string? Find(string name) => _known.GetValueOrDefault(name);

    public void Lose(string name)
    {
        _container.DeleteBlob(name);
        _known.Remove(name);
    }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        await _store.CreateAsync(CancellationToken.None);
    }

    public async Task WriteAsync(string name, string content, CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        await _store.WriteAsync(name, content, CancellationToken.None);
        _known[name] = content;
    }

    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        return await _store.ReadAsync(name, cancellationToken);
    }

    public async IAsyncEnumerable<StoredPayload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new List<StoredPayload>();
        using (traffic.Begin())
        {
            await foreach (var payload in _store.ListAsync(prefix, cancellationToken))
            {
                found.Add(payload);
            }
        }

        foreach (var payload in found)
        {
            yield return payload;
        }
    }

    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        using var trip = traffic.Begin();
        var isGone = await _store.DeleteAsync(name, etag, CancellationToken.None);
        if (isGone)
        {
            _known.Remove(name);
            Deleted?.Invoke(name);
        }

        return isGone;
    }
}
