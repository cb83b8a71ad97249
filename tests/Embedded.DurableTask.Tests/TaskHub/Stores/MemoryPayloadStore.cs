using System.Globalization;
using System.Runtime.CompilerServices;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>Payloads in memory.</summary>
internal sealed class MemoryPayloadStore(TimeProvider timeProvider) : IWorldPayloads
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

    public Action<string>? Deleted { get; set; }

    public string? Find(string name)
    {
        lock (_lock)
        {
            return _payloads.TryGetValue(name, out var payload) ? payload.Content : null;
        }
    }

    public void Lose(string name)
    {
        lock (_lock)
        {
            _payloads.Remove(name);
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
        return Find(name);
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
            if (
                !_payloads.TryGetValue(name, out var payload)
                || (etag is not null && !string.Equals(etag, ETag(payload.Version), StringComparison.Ordinal))
            )
            {
                return false;
            }

            _payloads.Remove(name);
        }

        Deleted?.Invoke(name);
        return true;
    }

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
