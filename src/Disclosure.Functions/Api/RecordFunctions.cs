using System.Globalization;
using Disclosure.Documents.Spreadsheets;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Site;
using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Api;

/// <summary>What is kept of a report: its audit trail and its documents, drafts included.</summary>
internal sealed class RecordFunctions(
    ReportGate gate,
    ReportRepository reports,
    OrganRepository organs,
    ReportReader reader,
    IOptions<DisclosureOptions> options
)
{
    private static readonly string[] s_later = ["pdf", "docx"];

    /// <summary>The audit trail with the verdict of checking it.</summary>
    [Function("ReportAudit")]
    public Task<IResult> Audit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{id}/audit")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForReaderAsync(
            request,
            id,
            async (_, report) =>
            {
                var trail = await reports.GetAuditTrailAsync(report.Id, cancellationToken: cancellationToken);
                return trail is null
                    ? request.Problem(ApiErrors.UnknownReport)
                    : Results.Json(
                        new
                        {
                            entries = trail.Entries.Select(AuditEntryView.Of),
                            head = trail.Head.Head,
                            count = trail.Head.Count,
                            intact = trail.Verdict.IsIntact,
                            verdict = trail.Verdict.GetType().Name,
                        },
                        Json.Wire
                    );
            },
            cancellationToken
        );

    /// <summary>A rendering of any revision, for staff.</summary>
    [Function("ReportDocument")]
    public Task<IResult> Document(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{id}/documents/{format}")] HttpRequest request,
        string id,
        string format,
        CancellationToken cancellationToken
    ) =>
        gate.ForReaderAsync(
            request,
            id,
            async (_, report) =>
            {
                if (s_later.Contains(format))
                {
                    return request.Problem(
                        ApiErrors.NotImplemented,
                        new Bilingual("目前提供 html、xlsx 和 json 格式。", "The formats html, xlsx and json are available now.")
                    );
                }

                var revision = report.Revision;
                if (
                    request.Query["revision"].ToString() is { Length: > 0 } text
                    && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out revision)
                )
                {
                    return request.Problem(ApiErrors.UnknownRevision);
                }

                return await reports.GetRevisionAsync(report.Id, revision, cancellationToken) is { } stored
                    ? await RenderAsync(request, report, stored, format, cancellationToken)
                    : request.Problem(ApiErrors.UnknownRevision);
            },
            cancellationToken
        );

    private async Task<IResult> RenderAsync(
        HttpRequest request,
        StoredReport report,
        StoredRevision revision,
        string format,
        CancellationToken cancellationToken
    )
    {
        var content = await reader.ContentAsync(report.Id, revision.Digest, cancellationToken);
        if (format == "json")
        {
            return Results.Bytes(ContentJson.Write(content), "application/json; charset=utf-8");
        }

        if (format == "xlsx")
        {
            return Results.File(SpreadsheetReport.Render(content), SpreadsheetReport.MediaType, FileName(report, revision, "xlsx"));
        }

        if (format != "html")
        {
            return request.Problem(ApiErrors.NotFound);
        }

        var organ = await organs.GetAsync(report.Id.Organ, cancellationToken);
        return SitePages.Report(
            new ReportPageModel
            {
                Language = request.PageLanguageOf(),
                SiteName = options.Value.SiteName,
                OrganName = organ?.NameZh ?? report.Id.Organ.Value,
                ReportYear = report.Id.Year,
                Content = content,
                Digest = revision.Digest,
            }
        );
    }

    private static string FileName(StoredReport report, StoredRevision revision, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Id}-r{revision.Number}.{extension}");
}

/// <summary>An audit entry as the interface shows it.</summary>
internal sealed record AuditEntryView(
    int Seq,
    DateTimeOffset At,
    string ActorId,
    string ActorName,
    string Action,
    string? Digest,
    string? OnBehalfOf,
    DecisionVia? Via,
    IReadOnlyDictionary<string, string> Details,
    string PrevHash,
    string Hash
)
{
    public static AuditEntryView Of(Storage.Audit.AuditEntry entry) =>
        new(
            entry.Seq,
            ChinaTime.Local(entry.At),
            entry.ActorId,
            entry.ActorName,
            entry.Action,
            entry.Digest?.ToString(),
            entry.OnBehalfOf,
            entry.Via,
            entry.Details,
            entry.PrevHash,
            entry.Hash
        );
}
