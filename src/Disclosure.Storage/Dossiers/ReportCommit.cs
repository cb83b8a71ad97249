using Azure;
using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Audit;

namespace Disclosure.Storage.Dossiers;

/// <summary>The serial counter as read: the last number given and the version of the row, or 0 and none.</summary>
internal sealed record CounterRow(int Last, ETag? ETag);

/// <summary>A change turned into the rows of one transaction; made once, sent as often as it takes.</summary>
internal sealed class ReportCommit
{
    // By the time a lost answer is looked up others may have committed; so many of them that this list has forgotten it, no.
    private const int CommitsKept = 16;

    private ReportCommit(string commitId, StoredReport next, IReadOnlyList<TableTransactionAction> actions) =>
        (CommitId, Next, Actions) = (commitId, next, actions);

    public string CommitId { get; }

    /// <summary>The report row as the transaction leaves it, without its ETag.</summary>
    public StoredReport Next { get; }

    /// <summary>The report row's first.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; }

    public static ReportCommit Make(ReportChange change, CounterRow? counter, DateTimeOffset now, string commitId)
    {
        var based = change.Based;
        var id = change.Next.Id;
        var partition = id.Organ.Value;
        var actions = new List<TableTransactionAction>();
        var next = change.Next;
        var drafts = change.Audit;
        if (change.ClaimSerial is { } year && counter is not null)
        {
            var number = new IndexNumber(id.Organ, year, counter.Last + 1);
            next = next with { Publication = new ReportPublication { IndexNumber = number } };
            drafts = [.. drafts.Select(draft => WithDetail(draft, "indexNumber", number.ToString()))];
            var row = DossierRows.Serial.Write(partition, DossierKeys.Serial(year), new SerialCounter(number.Serial));
            actions.Add(
                counter.ETag is { } read
                    ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read)
                    : new TableTransactionAction(TableTransactionActionType.Add, row)
            );
        }

        var entries = AuditChain.Extend(id, new AuditAnchor(based?.AuditCount ?? 0, based?.AuditHead), drafts, now);
        next = next with
        {
            CreatedAt = based?.CreatedAt ?? now,
            UpdatedAt = now,
            AuditCount = (based?.AuditCount ?? 0) + entries.Count,
            AuditHead = entries.Count == 0 ? based?.AuditHead : entries[^1].Hash,
            Commits = [.. (based?.Commits ?? []).TakeLast(CommitsKept - 1), commitId],
            ETag = null,
        };

        var reportRow = DossierRows.Report.Write(partition, DossierKeys.Report(id), next);
        actions.Insert(
            0,
            based is null
                ? new TableTransactionAction(TableTransactionActionType.Add, reportRow)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, reportRow, Rows.ETags.Of(based.ETag))
        );
        foreach (var task in change.Tasks)
        {
            var key = DossierKeys.Task(id, task.Round, task.Stage, task.PersonId);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, DossierRows.Task.Write(partition, key, task)));
        }

        if (change.Decision is { } decision)
        {
            var key = DossierKeys.Decision(id, decision.Round, decision.Stage, decision.PersonId);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, DossierRows.Decision.Write(partition, key, decision)));
        }

        if (change.Revision is { } revision)
        {
            var key = DossierKeys.Revision(id, revision.Number);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, DossierRows.Revision.Write(partition, key, revision)));
        }

        if (change.Prior is { } prior)
        {
            var row = DossierRows.Prior.Write(partition, DossierKeys.Prior(id), prior);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        }

        foreach (var entry in entries)
        {
            var key = DossierKeys.Audit(id, entry.Seq);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, DossierRows.Audit.Write(partition, key, entry)));
        }

        return new ReportCommit(commitId, next, actions);
    }

    private static AuditDraft WithDetail(AuditDraft draft, string key, string value) =>
        draft with
        {
            Details = new Dictionary<string, string>(draft.Details) { [key] = value },
        };
}
