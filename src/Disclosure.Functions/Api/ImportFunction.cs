using System.Text;
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
using Microsoft.Net.Http.Headers;

namespace Disclosure.Functions.Api;

/// <summary>Takes a published report, as text or as a page, for the content of a draft.</summary>
internal sealed class ImportFunction(ReportGate gate, ReportCommands commands, ReportReader reader)
{
    // The longest report known is a hundredth of this.
    private const int MaximumBytes = 5 * 1024 * 1024;
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly Bilingual s_types = new(
        "可以提交 text/plain 或 text/html，编码为 UTF-8。",
        "Send text/plain or text/html, encoded in UTF-8."
    );

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
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        if (string.Equals(type, Spreadsheet, StringComparison.OrdinalIgnoreCase))
        {
            return request.Problem(ApiErrors.NotImplemented, s_types);
        }

        var isHtml = string.Equals(type, "text/html", StringComparison.OrdinalIgnoreCase);
        if (!isHtml && !string.Equals(type, "text/plain", StringComparison.OrdinalIgnoreCase))
        {
            return request.Problem(ApiErrors.UnsupportedMediaType, s_types);
        }

        if (await request.ReadBytesAsync(MaximumBytes, cancellationToken) is not { } bytes)
        {
            return request.Problem(ApiErrors.BodyTooLarge, new Bilingual($"最大 {MaximumBytes} 字节。", $"At most {MaximumBytes} bytes."));
        }

        if (bytes.Length == 0)
        {
            return request.Problem(ApiErrors.EmptyBody);
        }

        if (Decode(bytes) is not { } text)
        {
            return request.Problem(ApiErrors.UnsupportedMediaType, s_types);
        }

        var edition = FormatEdition.For(report.Id.Year);
        var imported = isHtml ? ReportImporter.FromHtml(text, edition) : ReportImporter.FromText(text, edition);
        return await SaveAsync(request, caller, report, imported, cancellationToken);
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
                notes = imported.Notes.Select(note => new
                {
                    code = note.Code,
                    message = language == Language.En ? note.MessageEn : note.MessageZh,
                    cell = note.Cell?.ToString(),
                    line = note.Line,
                }),
            },
            Json.Wire
        );
    }

    private static string? Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null; // another encoding: the caller is told which one is read
        }
    }
}
