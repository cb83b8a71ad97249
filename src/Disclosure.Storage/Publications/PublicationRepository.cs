using Azure;
using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Publications;

/// <summary>
/// The public catalogue's rows, in 16 partitions by organ. Each partition is also a log: a save takes the next number, adds its change row
/// and deletes the publication's former one, all in one transaction, so reading the changes after a number misses nothing and never grows
/// beyond one row a publication.
/// </summary>
/// <param name="clients">Where.</param>
public sealed class PublicationRepository(StorageClients clients)
{
    // Each turn some other writer of the shard got on; so many turns mean that something else is wrong.
    private const int Attempts = 200;

    private static readonly RowFormat<PublicationRow> s_row = new(1);
    private static readonly RowFormat<Publication> s_change = new(1);
    private static readonly RowFormat<ShardHead> s_head = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.Publications);

    /// <summary>A publication; null if there is none of that number. One point read.</summary>
    public async Task<Publication?> GetAsync(IndexNumber number, CancellationToken cancellationToken = default) =>
        await FindAsync(number, cancellationToken) is var (row, version) ? WithVersion(row.Publication, version) : null;

    /// <summary>An organ's publications, highest index number first.</summary>
    public async Task<IReadOnlyList<Publication>> ListByOrganAsync(OrganCode organ, CancellationToken cancellationToken = default)
    {
        var publications = new List<Publication>();
        var (from, before) = PublicationKeys.OfOrgan(organ);
        await foreach (var row in _table.Range(PublicationKeys.Shard(organ), from, before, null, cancellationToken))
        {
            publications.Add(WithVersion(s_row.Read(row).Publication, row.ETag));
        }

        return publications;
    }

    /// <summary>Adds a publication (no ETag) or replaces the version that was read. Saving the same again is saved, not a conflict.</summary>
    /// <exception cref="TimeoutException">Other writers were faster 200 times in a row; nothing was written.</exception>
    public async Task<PublicationSave> SaveAsync(Publication publication, CancellationToken cancellationToken = default)
    {
        var shard = PublicationKeys.Shard(publication.OrganCode);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var there = await FindAsync(publication.IndexNumber, cancellationToken);
            if (there is var (same, version) && same.Publication == publication with { ETag = null })
            {
                return new PublicationSave.Saved(WithVersion(publication, version));
            }

            if (there?.Version.ToString() != publication.ETag)
            {
                return new PublicationSave.Conflict();
            }

            var head = await _table.FindAsync(shard, PublicationKeys.Head, cancellationToken);
            var actions = Actions(shard, publication, there?.Row.Sequence, head);
            if (await _table.TrySubmitAsync(actions, cancellationToken) is { } etags)
            {
                return new PublicationSave.Saved(WithVersion(publication, etags[0]));
            }
        }

        throw new TimeoutException(
            $"Publication {publication.IndexNumber} was not saved: other writers of shard {shard} were always faster."
        );
    }

    /// <summary>The newest state of every publication that changed after <paramref name="known"/>, shard by shard in order.</summary>
    internal async Task<CatalogueChanges> ReadChangesAsync(CatalogueCursor known, CancellationToken cancellationToken)
    {
        var shards = Keys.Buckets(PublicationKeys.Shards)
            .Select((shard, at) => ReadShardAsync(shard, known.Sequences[at], cancellationToken));
        var read = await Task.WhenAll(shards);
        return new CatalogueChanges(
            [.. read.SelectMany(shard => shard.Changed)],
            new CatalogueCursor([.. read.Select(shard => shard.Last)])
        );
    }

    private async Task<(List<Publication> Changed, long Last)> ReadShardAsync(string shard, long after, CancellationToken cancellationToken)
    {
        var changed = new List<Publication>();
        var (from, before) = PublicationKeys.ChangesAfter(after);
        await foreach (var row in _table.Range(shard, from, before, null, cancellationToken))
        {
            changed.Add(s_change.Read(row));
            after = row.GetInt64("Sequence") ?? throw new DamagedRowException($"Row '{shard}' / '{row.RowKey}' has no sequence.");
        }

        return (changed, after);
    }

    private static List<TableTransactionAction> Actions(string shard, Publication publication, long? formerChange, TableEntity? head)
    {
        var sequence = (head is null ? 0 : s_head.Read(head).Last) + 1;
        var row = s_row.Write(shard, PublicationKeys.Publication(publication.IndexNumber), new PublicationRow(publication, sequence));
        var change = s_change.Write(shard, PublicationKeys.Change(sequence), publication);
        change["Sequence"] = sequence;
        var newHead = s_head.Write(shard, PublicationKeys.Head, new ShardHead(sequence));
        var actions = new List<TableTransactionAction>
        {
            AddOrReplace(row, ETags.OrNone(publication.ETag)),
            AddOrReplace(newHead, head?.ETag),
            new(TableTransactionActionType.Add, change),
        };
        if (formerChange is { } former)
        {
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(shard, PublicationKeys.Change(former)), ETag.All));
        }

        return actions;
    }

    private static TableTransactionAction AddOrReplace(TableEntity row, ETag? version) =>
        version is { } read
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read)
            : new TableTransactionAction(TableTransactionActionType.Add, row);

    private async Task<FoundPublication?> FindAsync(IndexNumber number, CancellationToken cancellationToken) =>
        await _table.FindAsync(PublicationKeys.Shard(number.Organ), PublicationKeys.Publication(number), cancellationToken) is { } row
            ? new FoundPublication(s_row.Read(row), row.ETag)
            : null;

    private static Publication WithVersion(Publication publication, ETag version) => publication with { ETag = version.ToString() };

    private sealed record FoundPublication(PublicationRow Row, ETag Version);
}
