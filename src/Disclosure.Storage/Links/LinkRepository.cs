using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Links;

/// <summary>The links: one row each, in 256 partitions by the first two digits of the token's hash.</summary>
/// <param name="clients">Where.</param>
/// <param name="newId">Names claims; <see cref="RandomIds.Next"/> unless a test wants to know them.</param>
public sealed class LinkRepository(StorageClients clients, IdGenerator? newId = null)
{
    /// <summary>The reason that <see cref="StoredLink.KilledBecause"/> gives after too many wrong codes.</summary>
    public const string TooManyAttempts = "tooManyAttempts";

    /// <summary>This many wrong codes kill a link.</summary>
    public const int MaxAttempts = 5;

    private const int Partitions = 256;
    private const string Expires = "ExpiresAt";
    private static readonly RowFormat<StoredLink> s_format = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.Links);
    private readonly IdGenerator _newId = newId ?? RandomIds.Next;

    /// <summary>Adds a link. A second call with the same token changes nothing.</summary>
    /// <returns>False if there is a link of that token already.</returns>
    public async Task<bool> InsertAsync(StoredLink link, CancellationToken cancellationToken = default) =>
        await _table.TryWriteAsync(Row(link), null, cancellationToken) is not null;

    /// <summary>The link of a token; null if there never was one, or it is purged.</summary>
    public async Task<StoredLink?> GetAsync(TokenHash hash, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(Partition(hash), hash.ToString(), cancellationToken) is { } row
            ? s_format.Read(row) with
            {
                ETag = row.ETag.ToString(),
            }
            : null;

    /// <summary>Uses a link up. Of any number of calls at once one gets <see cref="LinkClaim.Claimed"/>.</summary>
    public async Task<LinkClaim> ClaimAsync(TokenHash hash, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        // The id tells this call's own success apart from another's, should the answer get lost and the client ask again.
        var claim = _newId();
        while (true)
        {
            switch (await GetAsync(hash, cancellationToken))
            {
                case null:
                    return new LinkClaim.Unknown();
                case { } mine when mine.ClaimId == claim:
                    return new LinkClaim.Claimed(mine);
                case var link when link.StateAt(now) is not LinkState.Live and var state:
                    return new LinkClaim.Dead(link, state);
                case var link:
                    // Refused means that somebody else wrote: read again. Each turn somebody gets on, and a link dies after few.
                    if (await TryReplaceAsync(link with { UsedAt = now, ClaimId = claim }, cancellationToken) is { } used)
                    {
                        return new LinkClaim.Claimed(used);
                    }

                    break;
            }
        }
    }

    /// <summary>Counts a wrong code; the fifth kills the link.</summary>
    public async Task<FailedAttempt> RecordFailureAsync(TokenHash hash, CancellationToken cancellationToken = default)
    {
        while (await GetAsync(hash, cancellationToken) is { } link)
        {
            if (link.KilledBecause is not null)
            {
                return new FailedAttempt.Killed(link);
            }

            var count = link.FailedAttempts + 1;
            var killed = count >= MaxAttempts;
            var counted = link with { FailedAttempts = count, KilledBecause = killed ? TooManyAttempts : null };
            if (await TryReplaceAsync(counted, cancellationToken) is { } written)
            {
                return killed ? new FailedAttempt.Killed(written) : new FailedAttempt.Counted(written, MaxAttempts - count);
            }
        }

        return new FailedAttempt.Unknown();
    }

    /// <summary>Ends a link before its time. One that is used up, killed or unknown stays as it is.</summary>
    /// <param name="hash">Of the token.</param>
    /// <param name="because">A code that the dead link's page explains.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task KillAsync(TokenHash hash, string because, CancellationToken cancellationToken = default)
    {
        while (await GetAsync(hash, cancellationToken) is { KilledBecause: null, UsedAt: null } link)
        {
            if (await TryReplaceAsync(link with { KilledBecause = because }, cancellationToken) is not null)
            {
                return;
            }
        }
    }

    /// <summary>Deletes links that expired before a time. For a timer: it walks all partitions.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken = default)
    {
        var deleted = 0;
        var old = TableClient.CreateQueryFilter($"ExpiresAt lt {expiredBefore}");
        foreach (var partition in Keys.Buckets(Partitions))
        {
            await foreach (var row in _table.Range(partition, "0", "g", old, cancellationToken))
            {
                deleted += await _table.TryDeleteAsync(row, cancellationToken) ? 1 : 0;
            }
        }

        return deleted;
    }

    private async Task<StoredLink?> TryReplaceAsync(StoredLink link, CancellationToken cancellationToken) =>
        await _table.TryWriteAsync(Row(link), ETags.Of(link.ETag), cancellationToken) is { } etag
            ? link with
            {
                ETag = etag.ToString(),
            }
            : null;

    private static TableEntity Row(StoredLink link)
    {
        var row = s_format.Write(Partition(link.Hash), link.Hash.ToString(), link);
        row[Expires] = link.ExpiresAt;
        return row;
    }

    private static string Partition(TokenHash hash) => hash.ToString()[..2];
}
