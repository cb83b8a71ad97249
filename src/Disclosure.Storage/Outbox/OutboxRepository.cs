namespace Disclosure.Storage.Outbox;

/// <summary>Mails to be sent and sent, in 16 partitions by their id.</summary>
/// <param name="clients">Where.</param>
public sealed class OutboxRepository(StorageClients clients)
{
    internal StorageClients Clients { get; } = clients;

    /// <summary>How many partitions there are; a sender takes them one by one.</summary>
    public const int Buckets = 16;

    /// <summary>Adds a message; the same id a second time changes nothing, also if the first was sent long ago.</summary>
    /// <returns>False if it was there already.</returns>
    public Task<bool> AddAsync(OutboxMessage message, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>The message; null if there is none.</summary>
    public Task<OutboxMessage?> GetAsync(string id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Ids of pending messages of a bucket (0 to 15) that may be sent at <paramref name="now"/>.</summary>
    public Task<IReadOnlyList<string>> ListDueAsync(
        int bucket,
        DateTimeOffset now,
        int max,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Lands next.");

    /// <summary>
    /// Takes a message for sending: counts the attempt and hides it from other senders until <paramref name="leaseUntil"/>, when it is due
    /// again should this sender die.
    /// </summary>
    /// <returns>The message to send, or null: sent, given up, not due, or another sender has it.</returns>
    public Task<OutboxMessage?> TakeAsync(
        string id,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Lands next.");

    /// <summary>Records that the mail server took it.</summary>
    /// <param name="taken">As <see cref="TakeAsync"/> returned it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False if somebody else has taken the message since: it may go out twice.</returns>
    public Task<bool> MarkSentAsync(OutboxMessage taken, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Records that it did not go out.</summary>
    /// <param name="taken">As <see cref="TakeAsync"/> returned it.</param>
    /// <param name="error">What the server said; no personal data.</param>
    /// <param name="nextAttemptAt">When to try again; null gives it up.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False if somebody else has taken the message since.</returns>
    public Task<bool> MarkFailedAsync(
        OutboxMessage taken,
        string error,
        DateTimeOffset? nextAttemptAt,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Lands next.");

    /// <summary>Makes a sent or given-up message pending again.</summary>
    /// <returns>False if there is no such message.</returns>
    public Task<bool> ResendAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Newest first, all buckets: for administrators' eyes and Development alone, never on a public request's path.</summary>
    /// <param name="toEmail">Only to this address; null for all.</param>
    /// <param name="state">Only in this state; null for all.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<IReadOnlyList<OutboxMessage>> ListAsync(
        string? toEmail,
        OutboxState? state,
        int max,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Lands next.");

    /// <summary>Deletes messages sent before a time. For a timer.</summary>
    /// <returns>How many.</returns>
    public Task<int> PurgeSentAsync(DateTimeOffset sentBefore, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");
}
