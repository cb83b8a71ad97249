using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <summary>
/// What staff may ask of a report. Each records a fact, in one transaction with its audit entry, and announces it; what follows from the
/// fact is the orchestration's business.
/// </summary>
internal sealed partial class ReportCommands(
    ReportRepository reports,
    DossierEditor editor,
    ContentStore contents,
    OrganRepository organs,
    ReportReader reader,
    FactAnnouncer announcer,
    TimeProvider time
)
{
    private async Task<CommandOutcome> ChangeAsync(
        ReportId id,
        Func<Dossier, Edit<CommandOutcome>> decide,
        CancellationToken cancellationToken
    )
    {
        var outcome = await editor.ApplyAsync(id, decide, cancellationToken) ?? new CommandOutcome.Refused(ApiErrors.UnknownReport);
        return outcome is CommandOutcome.Done && await reports.GetAsync(id, cancellationToken) is { } now
            ? new CommandOutcome.Done(now)
            : outcome;
    }

    private async Task RaiseIfDoneAsync(DurableTaskClient client, CommandOutcome outcome, Fact fact, CancellationToken cancellationToken)
    {
        if (outcome is CommandOutcome.Done)
        {
            await announcer.RaiseAsync(client, fact, cancellationToken);
        }
    }

    private StoredRevision RevisionOf(StoredReport report, int size, Caller caller) =>
        new()
        {
            Number = report.Revision,
            Digest = report.Digest!.Value,
            SavedAt = time.GetUtcNow(),
            By = caller.PersonId,
            Size = size,
        };

    private static Edit<CommandOutcome> Refuse(ApiError error) => new Edit<CommandOutcome>.Keep(new CommandOutcome.Refused(error));

    private static Edit<CommandOutcome>.Write Write(StoredReport based, StoredReport next, AuditDraft entry) =>
        new(
            new ReportChange
            {
                Based = based,
                Next = next,
                Audit = [entry],
            },
            new CommandOutcome.Done(next)
        );

    private static AuditDraft By(Caller caller, string action, ContentDigest? digest, params (string Name, string Value)[] details) =>
        new()
        {
            ActorId = caller.PersonId,
            ActorName = caller.Person.Name,
            Action = action,
            Digest = digest,
            Via = DecisionVia.Session,
            Details = details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal),
        };
}
