using Azure;
using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

/// <summary>The dossiers: reports with their tasks, decisions, revisions and audit trail, one partition an organ.</summary>
/// <param name="clients">Where.</param>
/// <param name="time">The clock that dates rows and audit entries.</param>
/// <param name="newId">Names commits; <see cref="RandomIds.Next"/> unless a test wants to know them.</param>
public sealed partial class ReportRepository(StorageClients clients, TimeProvider time, IdGenerator? newId = null)
{
    // How often one commit is sent before the caller hears that the service is down.
    private const int Attempts = 3;

    private readonly TableClient _table = clients.Table(StorageNames.Dossiers);
    private readonly IdGenerator _newId = newId ?? RandomIds.Next;

    /// <summary>Writes a change as one transaction. The answer is definite: a lost one is looked up by the commit's id.</summary>
    /// <param name="change">What to write.</param>
    /// <param name="cancellationToken">Heeded until the transaction is sent, not after: half-way, nobody would know what was written.</param>
    /// <exception cref="ArgumentException">The change contradicts itself.</exception>
    /// <exception cref="StorageLimitException">It is too big for one transaction; nothing was written.</exception>
    /// <exception cref="RequestFailedException">The service is down; whether it was written is unknown. Read the report again.</exception>
    public async Task<CommitResult> CommitAsync(ReportChange change, CancellationToken cancellationToken = default)
    {
        ChangeRules.Check(change);
        var counter = change.ClaimSerial is { } year ? await ReadCounterAsync(change.Next.Id.Organ, year, cancellationToken) : null;
        var commit = ReportCommit.Make(change, counter, time.GetUtcNow(), _newId());
        ServiceLimits.CheckTransaction(commit.Actions);
        cancellationToken.ThrowIfCancellationRequested();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answers = await _table.SubmitTransactionAsync(commit.Actions, CancellationToken.None);
                return answers.Value[0].Headers.ETag is { } etag
                    ? new CommitResult.Committed(commit.Next with { ETag = etag.ToString() })
                    : await ResolveAsync(change, commit)
                        ?? throw new DamagedRowException("A transaction was accepted, but the row is as before.");
            }
            catch (Exception failed) when (StorageFaults.IsRefusal(failed))
            {
                if (await ResolveAsync(change, commit) is { } result)
                {
                    return result;
                }

                if (change.ClaimSerial is null)
                {
                    throw;
                }

                // The report is as it was, so it was the counter that somebody else moved.
                return new CommitResult.Conflict();
            }
            catch (Exception failed) when (StorageFaults.IsAmbiguous(failed))
            {
                if (await ResolveAsync(change, commit) is { } result)
                {
                    return result;
                }

                // Not there: it got lost, or is still on its way. Sent again it may meet itself, and then finds its id on the row.
                if (attempt == Attempts)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>What the rows say about a commit that was refused or got no answer; null if they are as before.</summary>
    private async Task<CommitResult?> ResolveAsync(ReportChange change, ReportCommit commit)
    {
        var id = change.Next.Id;
        var now = await GetAsync(id, CancellationToken.None);
        if (now is not null && now.Commits.Contains(commit.CommitId))
        {
            return new CommitResult.Committed(now);
        }

        if (
            change.Decision is { } decision
            && await GetDecisionAsync(id, decision.Round, decision.Stage, decision.PersonId, CancellationToken.None) is not null
        )
        {
            return new CommitResult.AlreadyExists(ExistingRow.Decision);
        }

        if (change.Based is null)
        {
            return now is null ? null : new CommitResult.AlreadyExists(ExistingRow.Report);
        }

        if (now?.ETag != change.Based.ETag)
        {
            return new CommitResult.Conflict();
        }

        return change.Revision is { } revision && await GetRevisionAsync(id, revision.Number, CancellationToken.None) is not null
            ? new CommitResult.AlreadyExists(ExistingRow.Revision)
            : null;
    }

    private async Task<CounterRow> ReadCounterAsync(OrganCode organ, int year, CancellationToken cancellationToken) =>
        await _table.FindAsync(organ.Value, DossierKeys.Serial(year), cancellationToken) is { } row
            ? new CounterRow(DossierRows.Serial.Read(row).Last, row.ETag)
            : new CounterRow(0, null);
}
