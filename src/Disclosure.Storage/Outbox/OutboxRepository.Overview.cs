using Azure.Data.Tables;
using Disclosure.Reports;
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

    /// <summary>
    /// What has not gone out: pending and given up, oldest first. Reads the markers of those and no others, so it costs what waits,
    /// not what was ever sent.
    /// </summary>
    /// <param name="organ">Only to people of this organ; null for all.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<OutboxMessage>> ListUnsentAsync(
        OrganCode? organ,
        int max,
        CancellationToken cancellationToken = default
    )
    {
        var found = new List<OutboxMessage>();
        var (from, before) = OutboxRows.Markers;
        foreach (var bucket in Keys.Buckets(Buckets))
        {
            await foreach (var marker in _table.Range(bucket, from, before, null, cancellationToken))
            {
                var message = await GetAsync(OutboxRows.ReadMarker(marker), cancellationToken);
                if (message is not null && message.State != OutboxState.Sent && (organ is null || message.OrganCode == organ))
                {
                    found.Add(message);
                }
            }
        }

        return [.. found.OrderBy(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal).Take(max)];
    }

    /// <summary>How many messages wait for the mail server, for how long at most, and how many wait for a person. For health probes.</summary>
    public async Task<UnsentMail> CountUnsentAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var (waiting, overdue, refused) = (0, 0, 0);
        var (from, before) = OutboxRows.Markers;
        foreach (var bucket in Keys.Buckets(Buckets))
        {
            await foreach (var marker in _table.Range(bucket, from, before, null, cancellationToken))
            {
                var due = OutboxRows.DueOf(marker);
                waiting += due < OutboxMessage.Never ? 1 : 0;
                overdue += due < now - UnsentMail.Patience ? 1 : 0;
                refused += due >= OutboxMessage.Never ? 1 : 0;
            }
        }

        return new UnsentMail(waiting, overdue, refused);
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

/// <summary>What has not gone out.</summary>
/// <param name="Waiting">For the mail server.</param>
/// <param name="Overdue">Of those: due for longer than <see cref="Patience"/>, so nobody sends.</param>
/// <param name="Refused">Given up: they wait for an administrator.</param>
public sealed record UnsentMail(int Waiting, int Overdue, int Refused)
{
    /// <summary>A sender looks every few seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
}
