using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Api;

/// <summary>Takes a published report, as text, page or workbook, for the content of a draft.</summary>
internal sealed class ImportFunction(ReportGate gate, ReportCommands commands, ReportReader reader)
{
    /// <summary>Saves what could be read as the next revision, and says what could not be placed.</summary>
    [Function("ReportImport")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{id}/import")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForRoleAsync(
            request,
            id,
            StaffRole.Drafter,
            (caller, report) => ImportAsync(request, caller, report, cancellationToken),
            cancellationToken
        );

    private async Task<IResult> ImportAsync(HttpRequest request, Caller caller, StoredReport report, CancellationToken cancellationToken)
    {
        var body = await request.ReadImportAsync(report.Id.Year, cancellationToken);
        return body is BodyResult<ImportedReport>.Read(var imported)
            ? await SaveAsync(request, caller, report, imported.Result, cancellationToken)
            : ((BodyResult<ImportedReport>.Refused)body).Answer;
    }

    private async Task<IResult> SaveAsync(
        HttpRequest request,
        Caller caller,
        StoredReport report,
        ImportResult imported,
        CancellationToken cancellationToken
    )
    {
        // What is read back is what a PUT would have had to send: an import can save nothing that typing could not.
        var written = ContentJson.Write(imported.Content);
        if (ContentJson.Read(written, imported.Content.Edition) is not ContentReading.Ok(var content))
        {
            return request.Problem(ApiErrors.InvalidContent);
        }

        var isCurrent = ContentTags.Matches(request, report);
        var outcome = await commands.SaveAsync(
            caller,
            report.Id,
            content,
            current => isCurrent is null || ContentTags.Matches(request, current) == true,
            cancellationToken
        );
        if (outcome is not CommandOutcome.Done(var saved))
        {
            return request.Answer(outcome);
        }

        var language = request.LanguageOf();
        var findings = await reader.FindingsAsync(report.Id, content, cancellationToken);
        request.HttpContext.Response.Headers.ETag = ContentTags.OfContent(saved.Revision, saved.Digest!.Value);
        return Results.Json(
            new
            {
                content = System.Text.Json.Nodes.JsonNode.Parse(written),
                revision = saved.Revision,
                digest = saved.Digest.Value.ToString(),
                placedCells = imported.PlacedCells,
                findings = FindingView.Of(findings, language),
                notes = ImportNoteView.Of(imported.Notes, language),
            },
            Json.Wire
        );
    }
}
