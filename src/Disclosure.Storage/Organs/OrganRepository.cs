using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Organs;

/// <summary>Organs with their staff and review policies, one partition an organ; and the addresses that find a person at sign-in.</summary>
/// <param name="clients">Where.</param>
/// <param name="time">Says how old a claim on an address is.</param>
public sealed partial class OrganRepository(StorageClients clients, TimeProvider time)
{
    // '!' is in no organ's code, so this partition is nobody's.
    private const string Directory = "!organs";
    private const string OrganKey = "organ";
    private static readonly RowFormat<Organ> s_organ = new(2);
    private static readonly RowFormat<OrganListing> s_listing = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.Organs);
    private readonly EmailIndex _emails = new(clients, time);

    /// <summary>The organ; null if unknown.</summary>
    public async Task<Organ?> GetAsync(OrganCode code, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(code.Value, OrganKey, cancellationToken) is { } row
            ? s_organ.Read(row) with
            {
                ETag = row.ETag.ToString(),
            }
            : null;

    /// <summary>All organs by code, from a partition of their own that only administrators' changes of an organ write.</summary>
    public async Task<IReadOnlyList<OrganListing>> ListAsync(CancellationToken cancellationToken = default)
    {
        var organs = new List<OrganListing>();
        await foreach (var row in _table.Range(Directory, "0", "a", null, cancellationToken))
        {
            organs.Add(s_listing.Read(row));
        }

        return organs;
    }

    /// <summary>Adds an organ (no ETag) or replaces the version that was read. Saving the same again is saved, not a conflict.</summary>
    public async Task<OrganSave> SaveAsync(Organ organ, CancellationToken cancellationToken = default)
    {
        var row = s_organ.Checked(organ.Code.Value, OrganKey, organ);
        if (await _table.TrySaveAsync(row, ETags.OrNone(organ.ETag), cancellationToken) is not { } etag)
        {
            return new OrganSave.Conflict();
        }

        // Second, so that a lost race leaves the list alone. After a crash here the same save, repeated, mends the list.
        var listing = new OrganListing
        {
            Code = organ.Code,
            NameZh = organ.NameZh,
            NameEn = organ.NameEn,
            ShortName = organ.ShortName,
        };
        await _table.UpsertEntityAsync(s_listing.Checked(Directory, organ.Code.Value, listing), TableUpdateMode.Replace, cancellationToken);
        return new OrganSave.Saved(organ with { ETag = etag.ToString() });
    }
}
