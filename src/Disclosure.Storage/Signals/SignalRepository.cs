using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Signals;

/// <summary>Events not yet known to be consumed, in 16 partitions by report.</summary>
/// <param name="clients">Where.</param>
public sealed class SignalRepository(StorageClients clients)
{
    /// <summary>How many partitions there are.</summary>
    public const int Buckets = 16;

    private static readonly RowFormat<StoredSignal> s_format = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.Signals);

    /// <summary>Adds or replaces a signal.</summary>
    public async Task PutAsync(StoredSignal signal, CancellationToken cancellationToken = default)
    {
        var row = s_format.Checked(Partition(signal), Key(signal), signal);
        row["RecordedAt"] = signal.RecordedAt;
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Deletes a signal; one that is not there is no matter.</summary>
    public Task DeleteAsync(StoredSignal signal, CancellationToken cancellationToken = default) =>
        _table.DeleteEntityAsync(Partition(signal), Key(signal), cancellationToken: cancellationToken);

    /// <summary>Signals recorded before a time, oldest first, from all partitions. For the sweeper.</summary>
    /// <param name="recordedBefore">Younger ones are most likely on their way.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<StoredSignal>> ListOlderThanAsync(
        DateTimeOffset recordedBefore,
        int max,
        CancellationToken cancellationToken = default
    )
    {
        var old = TableClient.CreateQueryFilter($"RecordedAt lt {recordedBefore}");
        var partitions = Keys.Buckets(Buckets)
            .Select(async partition =>
            {
                var found = new List<StoredSignal>();
                await foreach (var row in _table.Range(partition, "0", "a", old, cancellationToken))
                {
                    found.Add(s_format.Read(row));
                }

                return found;
            });
        var all = await Task.WhenAll(partitions);
        return [.. all.SelectMany(found => found).OrderBy(signal => signal.RecordedAt).Take(max)];
    }

    private static string Partition(StoredSignal signal) => Keys.Bucket(signal.ReportId.ToString(), Buckets);

    private static string Key(StoredSignal signal) => Keys.Join(signal.ReportId.ToString(), Keys.Part(signal.Kind), Keys.Part(signal.Key));
}
