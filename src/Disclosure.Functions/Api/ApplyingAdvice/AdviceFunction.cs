using System.Text.Json.Nodes;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Api.ApplyingAdvice;

/// <summary>Follows the advice of findings in the drafter's stead.</summary>
internal sealed class AdviceFunction(ReportGate gate, ReportCommands commands, ReportReader reader)
{
    /// <summary>Sets the figures that the named findings advise (all findings that advise any, if none is named) as the next revision.</summary>
    [Function("ReportAdvice")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{id}/advice")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForRoleAsync(
            request,
            id,
            StaffRole.Drafter,
            (caller, report) => ApplyAsync(request, caller, report, cancellationToken),
            cancellationToken
        );

    private async Task<IResult> ApplyAsync(HttpRequest request, Caller caller, StoredReport report, CancellationToken cancellationToken)
    {
        if (request.RefusalToEdit(report) is { } refusal)
        {
            return refusal;
        }

        var body = await request.ReadOptionalJsonAsync<AdviceRequest>(cancellationToken);
        if (body is not BodyResult<AdviceRequest>.Read(var asked))
        {
            return ((BodyResult<AdviceRequest>.Refused)body).Answer;
        }

        var content = await reader.ContentAsync(report.Id, report.Digest!.Value, cancellationToken);
        var findings = await reader.FindingsAsync(report.Id, content, cancellationToken);
        switch (AdviceChoice.Of(findings, asked.Findings ?? []))
        {
            case AdviceChoice.Unknown(var ids):
                return request.Problem(ApiErrors.UnknownFinding, null, ("findings", ids));
            case AdviceChoice.WithoutPatch(var ids):
                return request.Problem(ApiErrors.FindingWithoutPatch, null, ("findings", ids));
            case AdviceChoice.Chosen(var chosen, var isNamed):
                var applied = AppliedAdvice.Of(content, chosen);
                return isNamed && applied.Conflicts.Count > 0
                    ? request.Problem(ApiErrors.ConflictingAdvice, null, ("conflicts", Conflicts(applied, request.LanguageOf())))
                    : await SaveAsync(request, caller, report, applied, cancellationToken);
            case var other:
                throw new InvalidOperationException($"No such choice: {other}.");
        }
    }

    private async Task<IResult> SaveAsync(
        HttpRequest request,
        Caller caller,
        StoredReport report,
        AppliedAdvice applied,
        CancellationToken cancellationToken
    )
    {
        var outcome = await commands.SaveOnAsync(
            caller,
            report,
            applied.Content,
            current => ContentTags.Matches(request, current) != false,
            NoteOf(applied),
            cancellationToken
        );
        if (outcome is not CommandOutcome.Done(var saved))
        {
            return request.Answer(outcome);
        }

        var language = request.LanguageOf();
        var findings = await reader.FindingsAsync(report.Id, applied.Content, cancellationToken);
        request.HttpContext.Response.Headers.ETag = ContentTags.OfContent(saved.Revision, saved.Digest!.Value);
        return Results.Json(
            new
            {
                revision = saved.Revision,
                digest = saved.Digest.Value.ToString(),
                content = JsonNode.Parse(ContentJson.Write(applied.Content)),
                applied = applied.Changes.Select(change =>
                    FilledCellView.Of(change.Cell, change.Before, change.After, language, change.Findings)
                ),
                conflicts = Conflicts(applied, language),
                findings = FindingView.Of(findings, language),
            },
            Json.Wire
        );
    }

    private static SaveNote NoteOf(AppliedAdvice applied) =>
        new(
            AuditActions.AdviceApplied,
            [
                ("findings", string.Join(' ', applied.Changes.SelectMany(change => change.Findings).Distinct(StringComparer.Ordinal))),
                .. applied.Changes.Select((change, index) => SaveNote.Cell(index, change.Cell, change.Before, change.After)),
            ]
        );

    private static IEnumerable<object> Conflicts(AppliedAdvice applied, Language language) =>
        applied.Conflicts.Select(conflict => new
        {
            finding = conflict.Finding,
            with = conflict.With,
            cell = conflict.Cell.Key.ToString(),
            label = conflict.Cell.LabelIn(language),
        });

    private sealed record AdviceRequest
    {
        public IReadOnlyList<string>? Findings { get; init; }
    }
}
