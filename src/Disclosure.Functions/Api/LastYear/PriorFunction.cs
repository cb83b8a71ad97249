using System.Text.Json.Nodes;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Api.LastYear;

/// <summary>What a report is compared with: shows it, and takes in last year's published report of an organ that is new here.</summary>
internal sealed class PriorFunction(
    ReportGate gate,
    ReportCommands commands,
    ReportRepository reports,
    OrganRepository organs,
    LastYearFinder lastYear
)
{
    /// <summary>GET shows last year's report and where it comes from; POST imports it for comparison; DELETE takes an import away again.</summary>
    [Function("ReportPrior")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "delete", Route = "api/reports/{id}/prior")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        HttpMethods.IsPost(request.Method) || HttpMethods.IsDelete(request.Method)
            ? gate.ForRoleAsync(
                request,
                id,
                StaffRole.Drafter,
                (caller, report) =>
                    HttpMethods.IsPost(request.Method)
                        ? ImportAsync(request, caller, report, cancellationToken)
                        : RemoveAsync(request, caller, report, cancellationToken),
                cancellationToken
            )
            : gate.ForReaderAsync(request, id, (_, report) => ShowAsync(request, report.Id, [], cancellationToken), cancellationToken);

    private async Task<IResult> ShowAsync(
        HttpRequest request,
        ReportId report,
        IReadOnlyList<ImportNoteView> notes,
        CancellationToken cancellationToken
    ) =>
        await lastYear.FindAsync(report, cancellationToken) is { } found
            ? Results.Json(
                new
                {
                    source = LastYearView.Of(found, request.LanguageOf()),
                    notes,
                    content = JsonNode.Parse(ContentJson.Write(found.Content)),
                },
                Json.Wire
            )
            : request.Problem(ApiErrors.NoLastYear);

    private async Task<IResult> ImportAsync(HttpRequest request, Caller caller, StoredReport report, CancellationToken cancellationToken)
    {
        if (request.RefusalToEdit(report) is { } refusal)
        {
            return refusal;
        }

        var year = report.Id.Year - 1;
        if (!FormatEdition.TryFor(year, out var edition))
        {
            return request.Problem(ApiErrors.NoFormLastYear);
        }

        if (await lastYear.IsSettledAsync(report.Id, cancellationToken))
        {
            return request.Problem(ApiErrors.LastYearInStorage);
        }

        var body = await request.ReadImportAsync(year, cancellationToken);
        if (body is not BodyResult<ImportedReport>.Read(var imported))
        {
            return ((BodyResult<ImportedReport>.Refused)body).Answer;
        }

        // What is read back is what a PUT would have had to send: an import can keep nothing that typing could not.
        var written = ContentJson.Write(imported.Result.Content);
        if (ContentJson.Read(written, edition) is not ContentReading.Ok(var content))
        {
            return request.Problem(ApiErrors.InvalidContent);
        }

        if (imported.Result.PlacedCells == 0)
        {
            return request.Problem(ApiErrors.NothingImported);
        }

        if (ReportTitle.YearOf(content.Title) is { } stated && stated != year)
        {
            return request.Problem(
                ApiErrors.ImportedWrongYear,
                new Bilingual($"标题写的是 {stated} 年，应为 {year} 年。", $"Its title says {stated}; {year} is needed.")
            );
        }

        var outcome = await commands.KeepPriorAsync(caller, report.Id, written, content, imported, cancellationToken);
        var notes = await NotesAsync(report.Id, content, imported, request.LanguageOf(), cancellationToken);
        return outcome is CommandOutcome.Done ? await ShowAsync(request, report.Id, notes, cancellationToken) : request.Answer(outcome);
    }

    private async Task<IResult> RemoveAsync(HttpRequest request, Caller caller, StoredReport report, CancellationToken cancellationToken)
    {
        if (request.RefusalToEdit(report) is { } refusal)
        {
            return refusal;
        }

        if (await reports.GetPriorAsync(report.Id, cancellationToken) is not { } prior)
        {
            return request.Problem(ApiErrors.NoLastYear);
        }

        var outcome = await commands.RemovePriorAsync(caller, report.Id, prior, cancellationToken);
        return outcome is CommandOutcome.Done ? Results.NoContent() : request.Answer(outcome);
    }

    private async Task<IReadOnlyList<ImportNoteView>> NotesAsync(
        ReportId report,
        ReportContent content,
        ImportedReport imported,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var notes = ImportNoteView.Of(imported.Result.Notes, language);
        var organ = await organs.GetAsync(report.Organ, cancellationToken);
        return
            organ is null || content.Title.Contains(organ.NameZh, StringComparison.Ordinal) || content.Metadata.IssuingOrgan == organ.NameZh
            ? notes
            :
            [
                new ImportNoteView(
                    "organ-differs",
                    new Bilingual(
                        $"其中没有写明是“{organ.NameZh}”的报告，请确认。",
                        $"It does not name “{organ.NameZh}”; make sure that it is this organ's report."
                    ).In(language),
                    null,
                    null
                ),
                .. notes,
            ];
    }
}
