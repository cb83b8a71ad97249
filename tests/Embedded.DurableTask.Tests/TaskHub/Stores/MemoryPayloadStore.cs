using System.Globalization;
using System.Runtime.CompilerServices;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>Payloads in memory.</summary>
internal sealed class MemoryPayloadStore(TimeProvider timeProvider) : IPayloadStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (string Content, DateTimeOffset At, long Version)> _payloads = new(StringComparer.Ordinal);
    private long _version;

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _payloads.Keys];
            }
        }
    }

    public Task CreateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task WriteAsync(string name, string content, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_lock)
        {
            _payloads[name] = (content, timeProvider.GetUtcNow(), ++_version);
        }
    }

    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_lock)
        {
            return _payloads.TryGetValue(name, out var payload) ? payload.Content : null;
        }
    }

    public async IAsyncEnumerable<StoredPayload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        List<StoredPayload> found;
        lock (_lock)
        {
            found =
            [
                .. _payloads
                    .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(entry => new StoredPayload(entry.Key, entry.Value.At, ETag(entry.Value.Version))),
            ];
        }

        foreach (var payload in found)
        {
            yield return payload;
        }
    }

    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_lock)
        {
            return _payloads.TryGetValue(name, out var payload)
                && (etag is null || string.Equals(etag, ETag(payload.Version), StringComparison.Ordinal))
                && _payloads.Remove(name);
        }
    }

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
