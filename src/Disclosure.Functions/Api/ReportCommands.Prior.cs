using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Api;

/// <content>Keeping last year's report for comparison.</content>
internal sealed partial class ReportCommands
{
    /// <summary>Keeps an imported report of the year before, in place of one that was imported earlier.</summary>
    /// <param name="caller">Who imported it.</param>
    /// <param name="id">The report that is compared with it.</param>
    /// <param name="written">The content's canonical bytes.</param>
    /// <param name="content">The content.</param>
    /// <param name="imported">How it came.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandOutcome> KeepPriorAsync(
        Caller caller,
        ReportId id,
        byte[] written,
        ReportContent content,
        ImportedReport imported,
        CancellationToken cancellationToken
    )
    {
        // The blob first: a row never names a content that is not there.
        var digest = await contents.PutAsync(written, cancellationToken);
        var prior = new StoredPrior
        {
            Year = id.Year - 1,
            Edition = content.Edition.Edition,
            Digest = digest,
            Title = content.Title,
            MediaType = imported.MediaType,
            PlacedCells = imported.Result.PlacedCells,
            At = time.GetUtcNow(),
            By = caller.PersonId,
        };
        return await ChangePriorAsync(caller, id, prior, AuditActions.PriorImported, digest, cancellationToken);
    }

    /// <summary>Takes an imported report away again.</summary>
    public Task<CommandOutcome> RemovePriorAsync(Caller caller, ReportId id, StoredPrior prior, CancellationToken cancellationToken) =>
        ChangePriorAsync(
            caller,
            id,
            prior with
            {
                Digest = null,
                At = time.GetUtcNow(),
                By = caller.PersonId,
            },
            AuditActions.PriorRemoved,
            prior.Digest,
            cancellationToken
        );

    private Task<CommandOutcome> ChangePriorAsync(
        Caller caller,
        ReportId id,
        StoredPrior prior,
        string action,
        ContentDigest? digest,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            dossier =>
            {
                var report = dossier.Report;
                if (!report.IsEditable())
                {
                    return Refuse(ApiErrors.NotInDraftersHands);
                }

                var entry = By(
                    caller,
                    action,
                    report.Digest,
                    ("year", AuditActions.Number(prior.Year)),
                    ("prior", digest?.ToString() ?? "-"),
                    ("cells", AuditActions.Number(prior.PlacedCells))
                );
                var edit = Write(report, report, entry);
                return edit with { Change = edit.Change with { Prior = prior } };
            },
            cancellationToken
        );
}
