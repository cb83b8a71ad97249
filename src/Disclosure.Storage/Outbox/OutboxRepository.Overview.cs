using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Outbox;

public sealed partial class OutboxRepository
{
    /// <summary>Newest first, all buckets: for administrators' eyes and Development alone, never on a public request's path.</summary>
    /// <param name="toEmail">Only to this address, whatever the case of its letters; null for all.</param>
    /// <param name="state">Only in this state; null for all.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<OutboxMessage>> ListAsync(
        string? toEmail,
        OutboxState? state,
        int max,
        CancellationToken cancellationToken = default
    )
    {
        var conditions = new List<string>();
        if (toEmail is not null)
        {
            var to = OutboxRows.Address(toEmail);
            conditions.Add(TableClient.CreateQueryFilter($"To eq {to}"));
        }

        if (state is { } wanted)
        {
            var name = wanted.ToString();
            conditions.Add(TableClient.CreateQueryFilter($"State eq {name}"));
        }

        var filter = conditions.Count == 0 ? null : string.Join(" and ", conditions);
        var (from, before) = OutboxRows.Messages;
        var buckets = Keys.Buckets(Buckets)
            .Select(async bucket =>
            {
                var found = new List<OutboxMessage>();
                await foreach (var row in _table.Range(bucket, from, before, filter, cancellationToken))
                {
                    found.Add(OutboxRows.Read(row));
                }

                return found;
            });
        var all = await Task.WhenAll(buckets);
        return
        [
            .. all.SelectMany(found => found)
                .OrderByDescending(message => message.CreatedAt)
                .ThenBy(message => message.Id, StringComparer.Ordinal)
                .Take(max),
        ];
    }

    /// <summary>Deletes messages sent before a time. For a timer. From then on the same id may be sent anew.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeSentAsync(DateTimeOffset sentBefore, CancellationToken cancellationToken = default)
    {
        var deleted = 0;
        var old = TableClient.CreateQueryFilter($"State eq 'Sent' and SentAt lt {sentBefore}");
        var (from, before) = OutboxRows.Messages;
        foreach (var bucket in Keys.Buckets(Buckets))
        {
            await foreach (var row in _table.Range(bucket, from, before, old, cancellationToken))
            {
                deleted += await _table.TryDeleteAsync(row, cancellationToken) ? 1 : 0;
            }
        }

        return deleted;
    }
}
