namespace Disclosure.Storage.Signals;

/// <summary>Events not yet known to be consumed, in 16 partitions by report.</summary>
/// <param name="clients">Where.</param>
public sealed class SignalRepository(StorageClients clients)
{
    internal StorageClients Clients { get; } = clients;

    /// <summary>How many partitions there are.</summary>
    public const int Buckets = 16;

    /// <summary>Adds or replaces a signal.</summary>
    public Task PutAsync(StoredSignal signal, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Deletes a signal; one that is not there is no matter.</summary>
    public Task DeleteAsync(StoredSignal signal, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Signals recorded before a time, oldest first, from all partitions. For the sweeper.</summary>
    public Task<IReadOnlyList<StoredSignal>> ListOlderThanAsync(
        DateTimeOffset recordedBefore,
        int max,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("Lands next.");
}
