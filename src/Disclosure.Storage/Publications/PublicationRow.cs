using System.Collections.Immutable;

namespace Disclosure.Storage.Publications;

/// <summary>A publication and the number of its newest change.</summary>
internal sealed record PublicationRow(Publication Publication, long Sequence);

/// <summary>The number of a shard's last change.</summary>
internal sealed record ShardHead(long Last);

/// <summary>How far a reader of the change logs has come, by shard.</summary>
internal sealed record CatalogueCursor(ImmutableArray<long> Sequences)
{
    public static CatalogueCursor Start { get; } = new([.. Enumerable.Repeat(0L, PublicationKeys.Shards)]);
}

/// <summary>What changed, and how far that reaches.</summary>
internal sealed record CatalogueChanges(IReadOnlyList<Publication> Changed, CatalogueCursor Next);
