using System.Globalization;
using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

public sealed partial class ReportRepository
{
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
        if (await GetAsync(id, cancellationToken) is not { } report)
        {
            return null;
        }

        // The head first, so that at least its entries are there. More than those are either of a commit that came between, and then the
        // trail is the one of the moment when the head was read; or the head is still the same, and they were put there by somebody else.
        var (entries, unreadable) = await ReadEntriesAsync(id, cancellationToken);
        if (
            entries.Count + unreadable.Count > report.AuditCount
            && await GetAsync(id, cancellationToken) is { } now
            && now.ETag != report.ETag
        )
        {
            entries.RemoveAll(entry => entry.Seq > report.AuditCount);
            unreadable.RemoveAll(seq => seq > report.AuditCount);
        }

        var head = new AuditAnchor(report.AuditCount, report.AuditHead);
        var verdict = AuditChain.Verify(id, entries, head, anchors ?? []);
        return new AuditTrail(
            entries,
            head,
            unreadable.Count == 0 || verdict is AuditVerdict.Tampered ? verdict : new AuditVerdict.Tampered(unreadable.Min())
        );
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
