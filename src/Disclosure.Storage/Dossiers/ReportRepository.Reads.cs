using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

public sealed partial class ReportRepository
{
    /// <summary>The report row; null if there is no such report.</summary>
    public async Task<StoredReport?> GetAsync(ReportId id, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(id.Organ.Value, DossierKeys.Report(id), cancellationToken) is { } row ? DossierRows.ReadReport(row) : null;

    /// <summary>All reports of an organ, newest year first.</summary>
    public async Task<IReadOnlyList<StoredReport>> ListByOrganAsync(OrganCode organ, CancellationToken cancellationToken = default)
    {
        var reports = new List<StoredReport>();
        await foreach (var row in _table.Range(organ.Value, DossierKeys.Reports, DossierKeys.BehindReports, null, cancellationToken))
        {
            reports.Add(DossierRows.ReadReport(row));
        }

        reports.Reverse();
        return reports;
    }

    /// <summary>The report and all its rows, two requests; null if there is no such report.</summary>
    public async Task<Dossier?> GetDossierAsync(ReportId id, CancellationToken cancellationToken = default)
    {
        // The report first. Rows newer than it make a change based on it a conflict, which is what they are; rows older than it would let
        // the change through, and undo what they do not yet show.
        if (await GetAsync(id, cancellationToken) is not { } report)
        {
            return null;
        }

        var rows = new DossierReading();
        var (from, before) = DossierKeys.All(id);
        await foreach (var row in _table.Range(id.Organ.Value, from, before, null, cancellationToken))
        {
            rows.Add(id, row);
        }

        return rows.With(report);
    }

    /// <summary>One person's task; null if that person was not asked.</summary>
    public async Task<StoredTask?> GetTaskAsync(
        ReportId id,
        int round,
        string stage,
        string personId,
        CancellationToken cancellationToken = default
    ) =>
        await _table.FindAsync(id.Organ.Value, DossierKeys.Task(id, round, stage, personId), cancellationToken) is { } row
            ? DossierRows.Task.Read(row)
            : null;

    /// <summary>All tasks of all rounds, by round, stage, person.</summary>
    public Task<IReadOnlyList<StoredTask>> GetTasksAsync(ReportId id, CancellationToken cancellationToken = default) =>
        ReadAllAsync(DossierRows.Task, id, DossierKeys.TaskKind, cancellationToken);

    /// <summary>One person's decision; null if that person has not decided.</summary>
    public async Task<StoredDecision?> GetDecisionAsync(
        ReportId id,
        int round,
        string stage,
        string personId,
        CancellationToken cancellationToken = default
    ) =>
        await _table.FindAsync(id.Organ.Value, DossierKeys.Decision(id, round, stage, personId), cancellationToken) is { } row
            ? DossierRows.Decision.Read(row)
            : null;

    /// <summary>All decisions of all rounds, by round, stage, person.</summary>
    public Task<IReadOnlyList<StoredDecision>> GetDecisionsAsync(ReportId id, CancellationToken cancellationToken = default) =>
        ReadAllAsync(DossierRows.Decision, id, DossierKeys.DecisionKind, cancellationToken);

    /// <summary>One revision; null if there is none of that number.</summary>
    public async Task<StoredRevision?> GetRevisionAsync(ReportId id, int number, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(id.Organ.Value, DossierKeys.Revision(id, number), cancellationToken) is { } row
            ? DossierRows.Revision.Read(row)
            : null;

    /// <summary>All revisions, by number.</summary>
    public Task<IReadOnlyList<StoredRevision>> GetRevisionsAsync(ReportId id, CancellationToken cancellationToken = default) =>
        ReadAllAsync(DossierRows.Revision, id, DossierKeys.RevisionKind, cancellationToken);

    /// <summary>Last year's report as imported for this one; null if there is none, or it was taken away again.</summary>
    public async Task<StoredPrior?> GetPriorAsync(ReportId id, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(id.Organ.Value, DossierKeys.Prior(id), cancellationToken) is { } row
        && DossierRows.Prior.Read(row) is { Digest: not null } prior
            ? prior
            : null;

    private async Task<IReadOnlyList<T>> ReadAllAsync<T>(RowFormat<T> format, ReportId id, string kind, CancellationToken cancellationToken)
        where T : class
    {
        var (from, before) = DossierKeys.All(id, kind);
        var records = new List<T>();
        await foreach (var row in _table.Range(id.Organ.Value, from, before, null, cancellationToken))
        {
            records.Add(format.Read(row));
        }

        return records;
    }
}
