using System.Globalization;
using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

public sealed partial class ReportRepository
{
    // How often a trail is read again because a commit came between its entries and its head.
    private const int TrailReads = 5;

    /// <summary>The audit trail with its verdict; null if there is no such report.</summary>
    /// <param name="id">The report.</param>
    /// <param name="anchors">Heads kept elsewhere, such as the one printed on the published page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditTrail?> GetAuditTrailAsync(
        ReportId id,
        IReadOnlyList<AuditAnchor>? anchors = null,
        CancellationToken cancellationToken = default
    )
    {
        // Entries and head are two reads. A commit between them would look like an entry too many or too few, so the head must be the
        // same before and after; a report that never comes to rest is judged as it was read last.
        var before = await GetAsync(id, cancellationToken);
        for (var read = 1; before is not null; read++)
        {
            var (entries, unreadable) = await ReadEntriesAsync(id, cancellationToken);
            var after = await GetAsync(id, cancellationToken);
            if (after is null || after.ETag == before.ETag || read == TrailReads)
            {
                var head = new AuditAnchor(before.AuditCount, before.AuditHead);
                var verdict = AuditChain.Verify(id, entries, head, anchors ?? []);
                return new AuditTrail(
                    entries,
                    head,
                    unreadable.Count == 0 || verdict is AuditVerdict.Tampered ? verdict : new AuditVerdict.Tampered(unreadable.Min())
                );
            }

            before = after;
        }

        return null;
    }

    /// <summary>The entries, and the numbers of those that nobody can read: a chain that was tampered with must get its verdict all the same.</summary>
    private async Task<(List<AuditEntry> Entries, List<int> Unreadable)> ReadEntriesAsync(ReportId id, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>();
        var unreadable = new List<int>();
        var (from, before) = DossierKeys.All(id, DossierKeys.AuditKind);
        await foreach (var row in _table.Range(id.Organ.Value, from, before, null, cancellationToken))
        {
            try
            {
                entries.Add(DossierRows.Audit.Read(row));
            }
            catch (DamagedRowException)
            {
                _ = int.TryParse(row.RowKey.AsSpan(from.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seq);
                unreadable.Add(seq);
            }
        }

        return (entries, unreadable);
    }
}
