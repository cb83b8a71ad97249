using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub;

/// <summary>
/// Deletes payloads that no row names: of commits that never happened, of generations gone. A payload is spared while it is younger
/// than the grace period, and writing it again makes it young, so one that a commit under way is about to name is never taken.
/// </summary>
internal sealed class PayloadCollector(HubContext hub)
{
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);
    private long? _last;

    /// <summary>Collects once in a while, in the process that owns the first shard.</summary>
    public async Task CollectIfDueAsync(bool isMine, CancellationToken cancellationToken)
    {
        _last ??= hub.TimeProvider.GetTimestamp();
        if (!isMine || hub.TimeProvider.GetElapsedTime(_last.Value) < s_every)
        {
            return;
        }

        _last = hub.TimeProvider.GetTimestamp();
        var count = await CollectAsync(cancellationToken);
        if (count > 0)
        {
            Logs.PayloadsCollected(hub.Logger, count);
        }
    }

    /// <returns>How many it deleted.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var youngest = hub.TimeProvider.GetUtcNow() - hub.Options.PayloadGracePeriod;
        var old = new Dictionary<string, List<StoredPayload>>(StringComparer.Ordinal);
        await foreach (var payload in hub.Payloads.ListAsync("", cancellationToken))
        {
            var slash = payload.Name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && payload.WrittenAt < youngest)
            {
                var key = payload.Name[..slash];
                (old.TryGetValue(key, out var list) ? list : old[key] = []).Add(payload);
            }
        }

        var deleted = 0;
        foreach (var (key, payloads) in old)
        {
            var named = await NamedAsync(key, cancellationToken);
            foreach (var payload in payloads.Where(payload => !named.Contains(payload.Name)))
            {
                // In the version that was listed: one written again since is about to be named.
                deleted += await hub.Payloads.DeleteAsync(payload.Name, payload.ETag, cancellationToken) ? 1 : 0;
            }
        }

        return deleted;
    }

    /// <summary>Every payload that a row of the instance names, in whatever shard its rows are.</summary>
    private async Task<HashSet<string>> NamedAsync(string key, CancellationToken cancellationToken)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var shard = 0; shard < hub.Options.ShardCount; shard++)
        {
            var partition = LogKeys.Partition(shard);
            if (await hub.Store.FindAsync(partition, LogKeys.Instance(key), cancellationToken) is { } instance)
            {
                AddNames(instance, named);
            }

            foreach (var kind in "hmo")
            {
                string? continuation = null;
                do
                {
                    var page = await hub.Store.QueryAsync(LogKeys.Of(kind, key).In(partition), continuation, 1000, cancellationToken);
                    foreach (var row in page.Rows)
                    {
                        AddNames(row, named);
                        await AddNamesWithinAsync(row, key, named, cancellationToken);
                    }

                    continuation = page.Continuation;
                } while (continuation is not null);
            }
        }

        return named;
    }

    private static void AddNames(TableRow row, HashSet<string> named)
    {
        if (row.Text("b") is { } whole)
        {
            named.Add(whole);
        }

        foreach (var text in row.Properties.Values.OfType<string>())
        {
            if (PayloadCodec.ReferenceOf(text) is { } name)
            {
                named.Add(name);
            }
        }
    }

    // References within the JSON of events: looked for as text, so that a row this process cannot parse still protects its payloads.
    private async Task AddNamesWithinAsync(TableRow row, string key, HashSet<string> named, CancellationToken cancellationToken)
    {
        var text = row.Text("b") is { } whole ? await hub.Payloads.ReadAsync(whole, cancellationToken) : ChunkedText.Read(row);
        if (text is null)
        {
            return;
        }

        const int digits = 64;
        var prefix = $"{key}/";
        for (var at = text.IndexOf(prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(prefix, at + 1, StringComparison.Ordinal))
        {
            if (text.Length >= at + prefix.Length + digits)
            {
                named.Add(text.Substring(at, prefix.Length + digits));
            }
        }
    }
}
