using Azure;
using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Calendars;

/// <summary>The State Council's calendar as loaded by administrators: the one in force, and every one that was.</summary>
/// <param name="clients">Where.</param>
public sealed class CalendarRepository(StorageClients clients)
{
    // '!' is in no organ's code, so this partition is nobody's.
    private const string Partition = "!calendar";
    private const string CurrentKey = "current";
    private static readonly RowFormat<StoredCalendar> s_format = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.Organs);

    /// <summary>The calendar in force; null if none was ever loaded. One point read.</summary>
    public async Task<StoredCalendar?> GetAsync(CancellationToken cancellationToken = default) =>
        await _table.FindAsync(Partition, CurrentKey, cancellationToken) is { } row
            ? s_format.Read(row) with
            {
                ETag = row.ETag.ToString(),
            }
            : null;

    /// <summary>One version; null if there is none of that number.</summary>
    public async Task<StoredCalendar?> GetAsync(int version, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(Partition, VersionKey(version), cancellationToken) is { } row ? s_format.Read(row) : null;

    /// <summary>Puts a calendar in force under the next version and keeps it among all versions, both or neither.</summary>
    /// <param name="based">The calendar in force as read; null if there was none.</param>
    /// <param name="json">The file, already found good.</param>
    /// <param name="loadedAt">Now.</param>
    /// <param name="loadedBy">Person id.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The calendar now in force; null if somebody else loaded one since <paramref name="based"/> was read.</returns>
    /// <exception cref="StorageLimitException">The file is too big to be kept; nothing was written.</exception>
    public async Task<StoredCalendar?> LoadAsync(
        StoredCalendar? based,
        string json,
        DateTimeOffset loadedAt,
        string loadedBy,
        CancellationToken cancellationToken = default
    )
    {
        var next = new StoredCalendar
        {
            Version = (based?.Version ?? 0) + 1,
            Json = json,
            LoadedAt = loadedAt,
            LoadedBy = loadedBy,
        };
        var current = s_format.Checked(Partition, CurrentKey, next);
        var version = s_format.Checked(Partition, VersionKey(next.Version), next);
        TableTransactionAction[] actions =
        [
            based is null
                ? new(TableTransactionActionType.Add, current)
                : new(TableTransactionActionType.UpdateReplace, current, ETags.Of(based.ETag)),
            new(TableTransactionActionType.Add, version),
        ];
        if (await _table.TrySubmitAsync(actions, cancellationToken) is { } etags)
        {
            return next with { ETag = etags[0].ToString() };
        }

        // Refused: by somebody else's loading, or by our own whose answer got lost.
        return await GetAsync(cancellationToken) is { } now && now with { ETag = null } == next ? now : null;
    }

    private static string VersionKey(int version) => Keys.Join("version", Keys.Number(version, 6));
}
