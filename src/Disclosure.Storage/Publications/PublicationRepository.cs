using Disclosure.Reports;

namespace Disclosure.Storage.Publications;

/// <summary>The public catalogue's rows, in 16 partitions by organ, each with a log of its changes.</summary>
/// <param name="clients">Where.</param>
public sealed class PublicationRepository(StorageClients clients)
{
    internal StorageClients Clients { get; } = clients;

    /// <summary>A publication; null if there is none of that number. One point read.</summary>
    public Task<Publication?> GetAsync(IndexNumber number, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>An organ's publications, highest index number first.</summary>
    public Task<IReadOnlyList<Publication>> ListByOrganAsync(OrganCode organ, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Adds a publication (no ETag) or replaces the version that was read. Saving the same again is saved, not a conflict.</summary>
    public Task<PublicationSave> SaveAsync(Publication publication, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");
}
