using System.Globalization;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Api;

/// <summary>A report's content and what the checks find in it.</summary>
internal sealed class ContentFunctions(ReportGate gate, ReportCommands commands, ReportRepository reports, ReportReader reader)
{
    private const string JsonType = "application/json; charset=utf-8";

    /// <summary>GET reads a revision (the newest unless asked), PUT saves the next one.</summary>
    [Function("ReportContent")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", Route = "api/reports/{id}/content")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        HttpMethods.IsPut(request.Method)
            ? gate.ForRoleAsync(
                request,
                id,
                StaffRole.Drafter,
                (caller, report) => SaveAsync(request, caller, report, cancellationToken),
                cancellationToken
            )
            : gate.ForReaderAsync(request, id, (_, report) => ReadAsync(request, report, cancellationToken), cancellationToken);

    /// <summary>What the checks find in the newest revision.</summary>
    [Function("ReportFindings")]
    public Task<IResult> Findings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{id}/findings")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForReaderAsync(
            request,
            id,
            async (_, report) =>
            {
                var content = await reader.ContentAsync(report.Id, report.Digest!.Value, cancellationToken);
                return Results.Json(
                    FindingView.Of(await reader.FindingsAsync(report.Id, content, cancellationToken), request.LanguageOf()),
                    Json.Wire
                );
            },
            cancellationToken
        );

    private async Task<IResult> ReadAsync(HttpRequest request, StoredReport report, CancellationToken cancellationToken)
    {
        var (revision, digest) = (report.Revision, report.Digest!.Value);
        if (request.Query["revision"].ToString() is { Length: > 0 } text)
        {
            if (
                !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out revision)
                || await reports.GetRevisionAsync(report.Id, revision, cancellationToken) is not { } stored
            )
            {
                return request.Problem(ApiErrors.UnknownRevision);
            }

            digest = stored.Digest;
        }

        var content = await reader.ContentAsync(report.Id, digest, cancellationToken);
        request.HttpContext.Response.Headers.ETag = ContentTags.OfContent(revision, digest);
        return Results.Bytes(ContentJson.Write(content), JsonType);
    }

    private async Task<IResult> SaveAsync(HttpRequest request, Caller caller, StoredReport report, CancellationToken cancellationToken)
    {
        // What is asked for is judged before what is sent: a caller with a stale version should not have to mend a body first.
        if (!request.Headers.ContainsKey("If-Match"))
        {
            return request.Problem(ApiErrors.PreconditionRequired);
        }

        var body = await request.ReadDocumentAsync(cancellationToken);
        if (body is not BodyResult<System.Text.Json.JsonDocument>.Read(var document))
        {
            return ((BodyResult<System.Text.Json.JsonDocument>.Refused)body).Answer;
        }

        using (document)
        {
            var reading = ContentJson.Read(document.RootElement, FormatEdition.For(report.Id.Year));
            if (reading is ContentReading.Malformed(var problems))
            {
                return request.Problem(ApiErrors.InvalidContent, null, ("errors", Errors(problems, request.LanguageOf())));
            }

            var content = ((ContentReading.Ok)reading).Content;
            var outcome = await commands.SaveAsync(
                caller,
                report.Id,
                content,
                current => ContentTags.Matches(request, current) == true,
                cancellationToken
            );
            if (outcome is not CommandOutcome.Done(var saved))
            {
                return request.Answer(outcome);
            }

            var findings = await reader.FindingsAsync(report.Id, content, cancellationToken);
            request.HttpContext.Response.Headers.ETag = ContentTags.OfContent(saved.Revision, saved.Digest!.Value);
            return Results.Json(
                new
                {
                    revision = saved.Revision,
                    digest = saved.Digest.Value.ToString(),
                    findings = FindingView.Of(findings, request.LanguageOf()),
                },
                Json.Wire
            );
        }
    }

    private static IEnumerable<object> Errors(IEnumerable<ContentProblem> problems, Language language) =>
        problems.Select(problem => new
        {
            pointer = problem.JsonPointer,
            code = problem.Code,
            message = language == Language.En ? problem.MessageEn : problem.MessageZh,
        });
}
