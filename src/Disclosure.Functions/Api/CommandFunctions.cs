using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <summary>What a drafter asks of a report: submit, recall, cancel; and what an administrator may: publish again.</summary>
internal sealed class CommandFunctions(ReportGate gate, ReportCommands commands)
{
    private const int MaximumReasonLength = 2_000;

    [Function("SubmitReport")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{id}/submit")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        RunAsync<SubmitRequest>(
            request,
            id,
            StaffRole.Drafter,
            asked => TooLong(request, asked.Reasons?.Values ?? []),
            (caller, report, asked) =>
                commands.SubmitAsync(client, caller, report.Id, asked.Reasons ?? new Dictionary<string, string>(), cancellationToken),
            cancellationToken
        );

    [Function("RecallReport")]
    public Task<IResult> Recall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{id}/recall")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        RunAsync<ReasonRequest>(
            request,
            id,
            StaffRole.Drafter,
            asked => MissingReason(request, asked.Reason),
            (caller, report, asked) => commands.RecallAsync(client, caller, report.Id, asked.Reason!.Trim(), cancellationToken),
            cancellationToken
        );

    [Function("CancelReport")]
    public Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{id}/cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        RunAsync<ReasonRequest>(
            request,
            id,
            StaffRole.Drafter,
            asked => MissingReason(request, asked.Reason),
            (caller, report, asked) => commands.CancelAsync(client, caller, report.Id, asked.Reason!.Trim(), cancellationToken),
            cancellationToken
        );

    [Function("RetryPublication")]
    public Task<IResult> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/reports/{id}/retry-publication")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        gate.ForRoleAsync(
            request,
            id,
            StaffRole.Administrator,
            async (caller, report) => request.Answer(await commands.RetryPublicationAsync(client, caller, report.Id, cancellationToken)),
            cancellationToken
        );

    private Task<IResult> RunAsync<T>(
        HttpRequest request,
        string id,
        StaffRole role,
        Func<T, IResult?> refuse,
        Func<Caller, StoredReport, T, Task<CommandOutcome>> run,
        CancellationToken cancellationToken
    ) =>
        gate.ForRoleAsync(
            request,
            id,
            role,
            async (caller, report) =>
            {
                var body = await request.ReadJsonAsync<T>(cancellationToken);
                if (body is not BodyResult<T>.Read(var asked))
                {
                    return ((BodyResult<T>.Refused)body).Answer;
                }

                return refuse(asked) ?? request.Answer(await run(caller, report, asked));
            },
            cancellationToken
        );

    private static IResult? MissingReason(HttpRequest request, string? reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? Invalid(request, "/reason", new Bilingual("请说明理由。", "Give a reason."))
            : TooLong(request, [reason]);

    private static IResult? TooLong(HttpRequest request, IEnumerable<string> reasons) =>
        reasons.Any(reason => reason is null || reason.Length > MaximumReasonLength)
            ? Invalid(
                request,
                "",
                new Bilingual(
                    $"理由不能为空，且每条不超过 {MaximumReasonLength} 字。",
                    $"A reason is a text of at most {MaximumReasonLength} characters."
                )
            )
            : null;

    private static IResult Invalid(HttpRequest request, string pointer, Bilingual message) =>
        request.Problem(ApiErrors.InvalidBody, null, ("errors", new[] { new FieldError(pointer, message.In(request.LanguageOf())) }));

    private sealed record SubmitRequest
    {
        public IReadOnlyDictionary<string, string>? Reasons { get; init; }
    }

    private sealed record ReasonRequest
    {
        public string? Reason { get; init; }
    }
}
