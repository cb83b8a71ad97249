using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

/// <summary>Sorts the rows of one report by kind while they are read.</summary>
internal sealed class DossierReading
{
    private readonly List<StoredTask> _tasks = [];
    private readonly List<StoredDecision> _decisions = [];
    private readonly List<StoredRevision> _revisions = [];
    private readonly List<AuditEntry> _audit = [];

    /// <exception cref="DamagedRowException">The row is of no kind that there is.</exception>
    public void Add(ReportId id, TableEntity row)
    {
        switch (DossierKeys.KindOf(id, row.RowKey))
        {
            case DossierKeys.TaskKind:
                _tasks.Add(DossierRows.Task.Read(row));
                break;
            case DossierKeys.DecisionKind:
                _decisions.Add(DossierRows.Decision.Read(row));
                break;
            case DossierKeys.RevisionKind:
                _revisions.Add(DossierRows.Revision.Read(row));
                break;
            case DossierKeys.AuditKind:
                _audit.Add(DossierRows.Audit.Read(row));
                break;
            case DossierKeys.PriorKind:
                break; // last year's report belongs to the checks, not to what is decided on
            default:
                throw new DamagedRowException($"Row '{row.PartitionKey}' / '{row.RowKey}' is of no known kind.");
        }
    }

    public Dossier With(StoredReport report) =>
        new()
        {
            Report = report,
            Tasks = _tasks,
            Decisions = _decisions,
            Revisions = _revisions,
            Audit = _audit,
        };
}
