using System.Runtime.CompilerServices;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>How bad the way to the storage is, in parts of a thousand.</summary>
internal sealed record Weather(int Before, int After, int Twice, int Late, int SlowestMilliseconds)
{
    public static Weather Calm { get; } = new(0, 0, 0, 0, 3);

    public static Weather Draw(Random chance) =>
        chance.Next(4) == 0
            ? Calm
            : new Weather(chance.Next(60), chance.Next(60), chance.Next(30), chance.Next(60), chance.Next(3) == 0 ? 400 : 30);
}

/// <summary>One process' way to the storage: slow, unreliable, cut when the process is killed and held back while it is frozen.</summary>
internal sealed class Way(TimeProvider clock, Random chance)
{
    private readonly TaskCompletionSource _never = new();
    private DateTimeOffset _frozenUntil;

    public Weather Weather { get; set; } = Weather.Calm;

    /// <summary>The process is gone: nothing that it still tries goes out, and no answer reaches it.</summary>
    public bool IsCut { get; set; }

    /// <summary>The process does nothing for a while and knows nothing of it.</summary>
    public void Freeze(TimeSpan time) => _frozenUntil = clock.GetUtcNow() + time;

    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        await TravelAsync();
        var fate = chance.Next(1000);
        if ((fate -= Weather.Before) < 0)
        {
            throw Lost("before it arrived");
        }

        if ((fate -= Weather.Late) < 0)
        {
            _ = ArriveLateAsync(call);
            throw Lost("while under way");
        }

        if ((fate -= Weather.Twice) < 0)
        {
            await call();
        }

        var answer = await call();
        await TravelAsync();
        return fate - Weather.After < 0 && fate >= 0 ? throw Lost("after it took effect") : answer;
    }

    private static TableStoreException Lost(string when) => new(TableFault.Unavailable, $"Lost {when}.");

    private async Task TravelAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(Weather.SlowestMilliseconds + 1)), clock);
        while (_frozenUntil > clock.GetUtcNow())
        {
            await Task.Delay(_frozenUntil - clock.GetUtcNow(), clock);
        }

        if (IsCut)
        {
            await _never.Task;
        }
    }

    private async Task ArriveLateAsync<T>(Func<Task<T>> call)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(4_000)), clock);
        try
        {
            await call();
        }
        catch (TableStoreException)
        {
            // Nobody is there any more to be told.
        }
    }
}

/// <summary>The table at the end of a way.</summary>
internal sealed class TroubledStore(ITableStore inner, Way way) : ITableStore
{
    public Action<DateTimeOffset>? ServerDateSeen { get; set; }

    public Func<DateTimeOffset>? ServiceDate { get; init; }

    public Task CreateAsync(CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            await inner.CreateAsync(cancellationToken);
            return true;
        });

    public Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        AskAsync(() => inner.FindAsync(partitionKey, rowKey, CancellationToken.None));

    public Task<bool> InsertAsync(TableRow row, CancellationToken cancellationToken) =>
        AskAsync(() => inner.InsertAsync(row, CancellationToken.None));

    public Task<BatchOutcome> CommitAsync(
        string partitionKey,
        IReadOnlyList<RowOperation> operations,
        CancellationToken cancellationToken
    ) => AskAsync(() => inner.CommitAsync(partitionKey, operations, CancellationToken.None));

    public Task<RowPage> QueryAsync(RowRange range, string? continuation, int pageSize, CancellationToken cancellationToken) =>
        AskAsync(() => inner.QueryAsync(range, continuation, Math.Min(pageSize, 20), CancellationToken.None));

    private async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        var answer = await way.CallAsync(call);
        ServerDateSeen?.Invoke(ServiceDate!());
        return answer;
    }
}

/// <summary>The payloads at the end of a way.</summary>
internal sealed class TroubledPayloads(IPayloadStore inner, Way way) : IPayloadStore
{
    public Task CreateAsync(CancellationToken cancellationToken) =>
        way.CallAsync(async () =>
        {
            await inner.CreateAsync(cancellationToken);
            return true;
        });

    public Task WriteAsync(string name, string content, CancellationToken cancellationToken) =>
        way.CallAsync(async () =>
        {
            await inner.WriteAsync(name, content, CancellationToken.None);
            return true;
        });

    public Task<string?> ReadAsync(string name, CancellationToken cancellationToken) =>
        way.CallAsync(() => inner.ReadAsync(name, CancellationToken.None));

    public async IAsyncEnumerable<StoredPayload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var payload in inner.ListAsync(prefix, cancellationToken))
        {
            yield return payload;
        }
    }

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
        way.CallAsync(() => inner.DeleteAsync(name, etag, CancellationToken.None));
}
