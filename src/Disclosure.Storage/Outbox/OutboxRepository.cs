using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Outbox;

/// <summary>
/// Mails to be sent and sent, in 16 partitions by their id. A pending message has a second, small row beside it, and only those are looked
/// through for what is due: what was sent long ago slows nobody down.
/// </summary>
/// <param name="clients">Where.</param>
public sealed partial class OutboxRepository(StorageClients clients)
{
    /// <summary>How many partitions there are; a sender takes them one by one.</summary>
    public const int Buckets = 16;

    private readonly TableClient _table = clients.Table(StorageNames.Outbox);

    /// <summary>Adds a message; the same id a second time changes nothing, also if the first was sent long ago.</summary>
    /// <returns>False if it was there already.</returns>
    public async Task<bool> AddAsync(OutboxMessage message, CancellationToken cancellationToken = default)
    {
        var pending = message with { State = OutboxState.Pending, Attempts = 0, Refusals = 0, SentAt = null, LastError = null };
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.Add, OutboxRows.Message(pending)),
            new(TableTransactionActionType.Add, OutboxRows.Marker(pending)),
        ];
        return await _table.TrySubmitAsync(actions, cancellationToken) is not null;
    }

    /// <summary>The message; null if there is none.</summary>
    public async Task<OutboxMessage?> GetAsync(string id, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(OutboxRows.Partition(id), OutboxRows.MessageKey(id), cancellationToken) is { } row
            ? OutboxRows.Read(row)
            : null;

    /// <summary>Ids of pending messages of a bucket (0 to 15) that may be sent at <paramref name="now"/>.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(
        int bucket,
        DateTimeOffset now,
        int max,
        CancellationToken cancellationToken = default
    )
    {
        var due = new List<string>();
        var filter = TableClient.CreateQueryFilter($"Due le {now}");
        var (from, before) = OutboxRows.Markers;
        await foreach (var row in _table.Range(Keys.Buckets(Buckets).ElementAt(bucket), from, before, filter, cancellationToken))
        {
            due.Add(OutboxRows.ReadMarker(row));
            if (due.Count == max)
            {
                break;
            }
        }

        return due;
    }

    /// <summary>
    /// Takes a message for sending: counts the attempt and hides it from other senders until <paramref name="leaseUntil"/>, when it is due
    /// again should this sender die.
    /// </summary>
    /// <returns>The message to send, or null: sent, given up, not due, or another sender has it.</returns>
    public async Task<OutboxMessage?> TakeAsync(
        string id,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken = default
    ) =>
        await GetAsync(id, cancellationToken) is { State: OutboxState.Pending } message && message.NextAttemptAt <= now
            ? await TryKeepMarkedAsync(message with { Attempts = message.Attempts + 1, NextAttemptAt = leaseUntil }, cancellationToken)
            : null;

    /// <summary>Records that the mail server took it.</summary>
    /// <param name="taken">As <see cref="TakeAsync"/> returned it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False if somebody else has taken the message since: it may go out twice.</returns>
    public Task<bool> MarkSentAsync(OutboxMessage taken, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        TryFinishAsync(taken with { State = OutboxState.Sent, SentAt = at, LastError = null }, cancellationToken);

    /// <summary>Records that it did not go out.</summary>
    /// <param name="taken">As <see cref="TakeAsync"/> returned it.</param>
    /// <param name="error">What the server said; no personal data. Cut after 1,000 characters.</param>
    /// <param name="nextAttemptAt">When to try again; null gives it up.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False if somebody else has taken the message since.</returns>
    public async Task<bool> MarkFailedAsync(
        OutboxMessage taken,
        string error,
        DateTimeOffset? nextAttemptAt,
        CancellationToken cancellationToken = default
    )
    {
        var failed = taken with { LastError = error.Length > 1_000 ? error[..1_000] : error };

        // Given up is not done with: its marker stays, never due, so that what waits for a person is found without looking through all mails.
        var next = nextAttemptAt is { } again
            ? failed with
            {
                NextAttemptAt = again,
            }
            : failed with
            {
                State = OutboxState.Failed,
                NextAttemptAt = OutboxMessage.Never,
            };
        return await TryKeepMarkedAsync(next, cancellationToken) is not null;
    }

    /// <summary>Makes a sent or given-up message pending again; a pending one is due at once.</summary>
    /// <returns>False if there is no such message, or somebody changed it meanwhile.</returns>
    public async Task<bool> ResendAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        await GetAsync(id, cancellationToken) is { } message
        && await TryKeepMarkedAsync(
            message with
            {
                State = OutboxState.Pending,
                Attempts = 0,
                Refusals = 0,
                NextAttemptAt = now,
                SentAt = null,
            },
            cancellationToken
        )
            is not null;

    private async Task<OutboxMessage?> TryKeepMarkedAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.UpdateReplace, OutboxRows.Message(message), ETags.Of(message.ETag)),
            new(TableTransactionActionType.UpsertReplace, OutboxRows.Marker(message)),
        ];
        return await _table.TrySubmitAsync(actions, cancellationToken) is { } etags ? message with { ETag = etags[0].ToString() } : null;
    }

    private async Task<bool> TryFinishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = OutboxRows.Message(message);
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.UpdateReplace, row, ETags.Of(message.ETag)),
            new(TableTransactionActionType.Delete, OutboxRows.Marker(message), Azure.ETag.All),
        ];
        if (await _table.TrySubmitAsync(actions, cancellationToken) is not null)
        {
            return true;
        }

        // Our own success, if the answer got lost and the client asked again.
        var there = await _table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken);
        return there is not null && TableWrites.SameContent(row, there);
    }
}
