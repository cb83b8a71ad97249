using System.Text.Json.Nodes;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Api.CarryingForward;

/// <summary>Fills 上年结转 and last year's balances into a draft.</summary>
internal sealed class CarryForwardFunction(ReportGate gate, CarryForwardCommand carrying, ReportReader reader)
{
    /// <summary>Fills cells that are blank or 0 (others too with <c>{"overwrite":true}</c>), and says what it filled and what it left alone.</summary>
    [Function("ReportCarryForward")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{id}/carry-forward")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForRoleAsync(
            request,
            id,
            StaffRole.Drafter,
            (caller, report) => CarryAsync(request, caller, report, cancellationToken),
            cancellationToken
        );

    private async Task<IResult> CarryAsync(HttpRequest request, Caller caller, StoredReport report, CancellationToken cancellationToken)
    {
        if (request.RefusalToEdit(report) is { } refusal)
        {
            return refusal;
        }

        var body = await request.ReadOptionalJsonAsync<CarryRequest>(cancellationToken);
        if (body is not BodyResult<CarryRequest>.Read(var asked))
        {
            return ((BodyResult<CarryRequest>.Refused)body).Answer;
        }

        var outcome = await carrying.RunAsync(
            caller,
            report,
            asked.Overwrite ?? false,
            current => ContentTags.Matches(request, current) != false,
            cancellationToken
        );
        return outcome switch
        {
            CarryOutcome.Carried carried => await AnswerAsync(request, carried, cancellationToken),
            CarryOutcome.NoSource => request.Problem(ApiErrors.NothingToCarry),
            CarryOutcome.Refused(var why) => request.Answer(why),
            _ => throw new InvalidOperationException($"No such outcome: {outcome}."),
        };
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, CarryOutcome.Carried carried, CancellationToken cancellationToken)
    {
        var (saved, content) = (carried.Report, carried.Figures.Content);
        var language = request.LanguageOf();
        var findings = await reader.FindingsAsync(saved.Id, content, cancellationToken);
        var view = CarryForwardView.Of(carried, language);
        request.HttpContext.Response.Headers.ETag = ContentTags.OfContent(saved.Revision, saved.Digest!.Value);
        return Results.Json(
            new
            {
                revision = saved.Revision,
                digest = saved.Digest.Value.ToString(),
                content = JsonNode.Parse(ContentJson.Write(content)),
                source = view.Source,
                filled = view.Filled,
                skipped = view.Skipped,
                findings = FindingView.Of(findings, language),
            },
            Json.Wire
        );
    }

    private sealed record CarryRequest
    {
        public bool? Overwrite { get; init; }
    }
}
