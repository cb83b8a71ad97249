using System.Text.RegularExpressions;
using Disclosure.Reports;

namespace Disclosure.Storage.Audit;

/// <summary>Makes audit chains longer and checks them. Pure.</summary>
public static partial class AuditChain
{
    /// <summary>The entries that <paramref name="drafts"/> become after <paramref name="head"/>.</summary>
    /// <exception cref="ArgumentException">A detail's key is not 1 to 64 of <c>A–Z a–z 0–9 . _ -</c>.</exception>
    public static IReadOnlyList<AuditEntry> Extend(ReportId id, AuditAnchor head, IReadOnlyList<AuditDraft> drafts, DateTimeOffset at)
    {
        var entries = new List<AuditEntry>(drafts.Count);
        var prev = head.Head ?? AuditEncoding.Genesis;
        foreach (var draft in drafts)
        {
            var entry = new AuditEntry
            {
                ReportId = id,
                Seq = head.Count + entries.Count + 1,
                At = at.ToUniversalTime(),
                ActorId = AuditEncoding.Clean(draft.ActorId),
                ActorName = AuditEncoding.Clean(draft.ActorName),
                Action = AuditEncoding.Clean(draft.Action),
                Digest = draft.Digest,
                OnBehalfOf = draft.OnBehalfOf is null ? null : AuditEncoding.Clean(draft.OnBehalfOf),
                Via = draft.Via,
                Details = draft.Details.ToDictionary(detail => DetailKey(detail.Key), detail => AuditEncoding.Clean(detail.Value)),
                PrevHash = prev,
                Hash = "",
            };
            prev = AuditEncoding.Hash(prev, entry);
            entries.Add(entry with { Hash = prev });
        }

        return entries;
    }

    /// <summary>Checks a chain against the head that the report row records, and against heads kept elsewhere.</summary>
    /// <param name="id">The report whose chain it should be.</param>
    /// <param name="entries">All entries, by sequence.</param>
    /// <param name="head">What the report row records.</param>
    /// <param name="anchors">Heads of earlier times, kept where a writer of the store cannot reach: printed on a published page, mailed.</param>
    public static AuditVerdict Verify(ReportId id, IReadOnlyList<AuditEntry> entries, AuditAnchor head, IReadOnlyList<AuditAnchor> anchors)
    {
        var prev = AuditEncoding.Genesis;
        for (var at = 0; at < entries.Count; at++)
        {
            var entry = entries[at];
            if (entry.Seq > at + 1)
            {
                return new AuditVerdict.Gap(at + 1);
            }

            if (entry.Seq <= at || entry.ReportId != id || entry.PrevHash != prev || AuditEncoding.Hash(prev, entry) != entry.Hash)
            {
                return new AuditVerdict.Tampered(entry.Seq);
            }

            prev = entry.Hash;
        }

        if (entries.Count < head.Count)
        {
            return new AuditVerdict.Truncated(entries.Count, head.Count);
        }

        if (entries.Count > head.Count)
        {
            return new AuditVerdict.Tampered(head.Count + 1);
        }

        if ((head.Head ?? AuditEncoding.Genesis) != prev)
        {
            return new AuditVerdict.Tampered(entries.Count);
        }

        var broken = anchors.FirstOrDefault(anchor => HashAt(entries, anchor.Count) != (anchor.Head ?? AuditEncoding.Genesis));
        return broken is null ? new AuditVerdict.Intact(entries.Count, head.Head) : new AuditVerdict.RolledBack(broken.Count);
    }

    private static string? HashAt(IReadOnlyList<AuditEntry> entries, int count) =>
        count == 0 ? AuditEncoding.Genesis
        : count <= entries.Count ? entries[count - 1].Hash
        : null;

    private static string DetailKey(string key) =>
        GoodKey().IsMatch(key)
            ? key
            : throw new ArgumentException($"'{key}' cannot name an audit detail: 1 to 64 of A-Z a-z 0-9 . _ -", nameof(key));

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoodKey();
}
