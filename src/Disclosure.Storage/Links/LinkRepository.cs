using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Links;

/// <summary>The links: one row each, in 256 partitions by the first two digits of the token's hash.</summary>
/// <param name="clients">Where.</param>
public sealed class LinkRepository(StorageClients clients)
{
    /// <summary>The reason that <see cref="StoredLink.KilledBecause"/> gives after too many wrong codes.</summary>
    public const string TooManyAttempts = "tooManyAttempts";

    /// <summary>This many wrong codes kill a link.</summary>
    public const int MaxAttempts = 5;

    private static readonly RowFormat<StoredLink> s_format = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.Links);

    /// <summary>Adds a link. A second call with the same token changes nothing.</summary>
    /// <returns>False if there is a link of that token already.</returns>
    public Task<bool> InsertAsync(StoredLink link, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>The link of a token; null if there never was one, or it is purged.</summary>
    public Task<StoredLink?> GetAsync(TokenHash hash, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Uses a link up. Of any number of calls at once one gets <see cref="LinkClaim.Claimed"/>.</summary>
    public Task<LinkClaim> ClaimAsync(TokenHash hash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Counts a wrong code; the fifth kills the link.</summary>
    public Task<FailedAttempt> RecordFailureAsync(TokenHash hash, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Ends a link before its time. A dead or unknown one stays as it is.</summary>
    /// <param name="hash">Of the token.</param>
    /// <param name="because">A code that the dead link's page explains.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task KillAsync(TokenHash hash, string because, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Deletes links that expired before a time. For a timer: it walks all partitions.</summary>
    /// <returns>How many.</returns>
    public Task<int> PurgeAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");
}
