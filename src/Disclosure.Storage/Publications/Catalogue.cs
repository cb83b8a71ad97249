namespace Disclosure.Storage.Publications;

/// <summary>
/// All publications in memory, one instance a process: pages, search, feed and sitemap are answered from it without reading a table. It
/// catches up from the change logs when older than its freshness; the first question after a start waits for the loading.
/// </summary>
/// <param name="publications">Where it reads.</param>
/// <param name="time">Says when it is stale.</param>
/// <param name="freshFor">How old it may be; two seconds unless said.</param>
public sealed class Catalogue(PublicationRepository publications, TimeProvider time, TimeSpan? freshFor = null) : IDisposable
{
    private readonly TimeSpan _freshFor = freshFor ?? TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _catchingUp = new(1, 1);
    private volatile State? _state;
    private int _expired;

    /// <summary>One page, newest first.</summary>
    public async Task<CataloguePage> QueryAsync(CatalogueQuery query, CancellationToken cancellationToken = default) =>
        (await FreshAsync(cancellationToken)).Find(query);

    /// <summary>The newest ones that stand, for the feed.</summary>
    public async Task<IReadOnlyList<Publication>> NewestAsync(int max, CancellationToken cancellationToken = default) =>
        [.. (await FreshAsync(cancellationToken)).Standing.Take(max)];

    /// <summary>All that stand, newest first, for the sitemap.</summary>
    public async Task<IReadOnlyList<Publication>> AllAsync(CancellationToken cancellationToken = default) =>
        [.. (await FreshAsync(cancellationToken)).Standing];

    /// <summary>What the page's filters can offer.</summary>
    public async Task<CatalogueFacets> FacetsAsync(CancellationToken cancellationToken = default) =>
        (await FreshAsync(cancellationToken)).Facets;

    /// <summary>Makes the next question catch up first: call it after saving a publication in this process.</summary>
    public void Expire() => Interlocked.Increment(ref _expired);

    /// <inheritdoc/>
    public void Dispose() => _catchingUp.Dispose();

    private async Task<CatalogueSnapshot> FreshAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_state))
        {
            return _state!.Snapshot;
        }

        await _catchingUp.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited here most likely finds the work done.
            if (IsFresh(_state))
            {
                return _state!.Snapshot;
            }

            // Noted before reading: what is saved while the logs are being read may be missing, and its Expire must still count.
            var expired = Volatile.Read(ref _expired);
            var readAt = time.GetTimestamp();
            var snapshot = _state?.Snapshot ?? CatalogueSnapshot.Empty;
            snapshot = snapshot.With(await publications.ReadChangesAsync(snapshot.Cursor, cancellationToken));
            _state = new State(snapshot, readAt, expired);
            return snapshot;
        }
        finally
        {
            _catchingUp.Release();
        }
    }

    private bool IsFresh(State? state) =>
        state is not null && state.Expired == Volatile.Read(ref _expired) && time.GetElapsedTime(state.ReadAt) < _freshFor;

    private sealed record State(CatalogueSnapshot Snapshot, long ReadAt, int Expired);
}
