using Disclosure.Functions.Api;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Reminders;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>The orchestrations of an organ's reports, for its administrators: looking, explaining, steering.</summary>
internal sealed class InstanceFunctions(
    CallerResolver callers,
    InstanceCommands commands,
    ReportRepository reports,
    OrganRepository organs,
    TimeProvider time
)
{
    private const int MaximumReasonLength = 2_000;

    /// <summary>A page of instances.</summary>
    [Function("AdminInstances")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/instances")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        ForAdministratorAsync(
            request,
            async caller =>
            {
                switch (WishReading.Of(request, caller.OrganCode))
                {
                    case WishReading.Read(var wishes):
                        return await ListAsync(request, client, wishes, cancellationToken);
                    case WishReading.Wrong(var errors):
                        return request.Problem(ApiErrors.InvalidQuery, null, ("errors", errors));
                    default:
                        return request.Problem(ApiErrors.WrongOrgan);
                }
            },
            cancellationToken
        );

    /// <summary>GET shows an instance and explains it; DELETE purges one that has ended.</summary>
    [Function("AdminInstance")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "delete", Route = "api/admin/instances/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        ForInstanceAsync(
            request,
            id,
            (caller, address) =>
                HttpMethods.IsDelete(request.Method)
                    ? RunAsync(request, client, caller, id, address, InstanceCommand.Purge, null, cancellationToken)
                    : ShowAsync(request, client, id, address, cancellationToken),
            cancellationToken
        );

    /// <summary>Suspends, resumes or terminates. To suspend and to terminate wants a reason.</summary>
    [Function("AdminInstanceCommand")]
    public Task<IResult> Command(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/instances/{id}/{command}")] HttpRequest request,
        string id,
        string command,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        ForInstanceAsync(
            request,
            id,
            async (caller, address) =>
            {
                InstanceCommand? known = command.ToLowerInvariant() switch
                {
                    "suspend" => InstanceCommand.Suspend,
                    "resume" => InstanceCommand.Resume,
                    "terminate" => InstanceCommand.Terminate,
                    _ => null,
                };
                if (known is not { } wanted)
                {
                    return request.Problem(ApiErrors.NotFound);
                }

                var body = await request.ReadJsonAsync<ReasonRequest>(cancellationToken);
                if (body is not BodyResult<ReasonRequest>.Read(var asked))
                {
                    return ((BodyResult<ReasonRequest>.Refused)body).Answer;
                }

                var reason = asked.Reason?.Trim();
                return IsReasonWrong(reason, wanted)
                    ? request.Problem(ApiErrors.InvalidBody, null, ("errors", new[] { ReasonError(request) }))
                    : await RunAsync(request, client, caller, id, address, wanted, reason, cancellationToken);
            },
            cancellationToken
        );

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        DurableTaskClient client,
        InstanceWishes wishes,
        CancellationToken cancellationToken
    )
    {
        InstancePage page;
        try
        {
            page = await InstancePage.ReadAsync(client, wishes, cancellationToken);
        }
        catch (ArgumentException) when (wishes.Cursor.EngineToken is not null)
        {
            // It has our form, and the engine has never given it.
            return request.Problem(ApiErrors.InvalidQuery, null, ("errors", new[] { WishReading.WrongContinuation(request.LanguageOf()) }));
        }

        return Results.Json(new { items = page.Instances.Select(InstanceView.Of), continuation = page.Continuation }, Json.Wire);
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request,
        DurableTaskClient client,
        string id,
        InstanceAddress address,
        CancellationToken cancellationToken
    )
    {
        if (await client.GetInstanceAsync(id, cancellationToken) is not { } instance)
        {
            return request.Problem(ApiErrors.UnknownInstance);
        }

        var dossier = await reports.GetDossierAsync(address.Report, cancellationToken);
        var facts = new WorkflowFacts
        {
            Instance = instance,
            Address = address,
            Dossier = dossier,
            Policy = dossier?.Report.PolicyVersion is { } version
                ? await organs.GetPolicyAsync(address.Report.Organ, version, cancellationToken)
                : null,
            Drafter = dossier is null
                ? null
                : await organs.GetPersonAsync(address.Report.Organ, dossier.Report.DrafterId, cancellationToken),
            Now = time.GetUtcNow(),
        };
        var explanation = WorkflowExplainer.Explain(facts);
        var language = request.LanguageOf();
        return Results.Json(
            new
            {
                instance = InstanceView.Of(instance),
                report = dossier is null
                    ? null
                    : new
                    {
                        status = dossier.Report.Status.ToString(),
                        round = dossier.Report.Round,
                        stage = dossier.Report.Stage,
                    },
                explanation = new
                {
                    words = explanation.Words.Select(words => words.In(language)),
                    waitsFor = explanation.WaitsFor,
                    openTasks = explanation.OpenTasks.Select(TaskView.Of),
                    due = explanation.Due is { } due ? ChinaTime.Local(due) : (DateTimeOffset?)null,
                    overdue = explanation.IsOverdue,
                    lastError = explanation.LastError,
                },
            },
            Json.Wire
        );
    }

    private async Task<IResult> RunAsync(
        HttpRequest request,
        DurableTaskClient client,
        Caller caller,
        string id,
        InstanceAddress address,
        InstanceCommand command,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        await commands.RunAsync(client, caller, id, address.Report, command, reason, cancellationToken) switch
        {
            InstanceOutcome.Done when command == InstanceCommand.Purge => Results.NoContent(),
            InstanceOutcome.Done => Results
                .Json(new { id }, Json.Wire, statusCode: StatusCodes.Status202Accepted)
                .WithLocation(request, "/api/admin/instances/" + id),
            InstanceOutcome.Refused(var error) => request.Problem(error),
            var unknown => throw new InvalidOperationException($"No answer is known to {unknown.GetType().Name}."),
        };

    private Task<IResult> ForInstanceAsync(
        HttpRequest request,
        string id,
        Func<Caller, InstanceAddress, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) =>
        ForAdministratorAsync(
            request,
            async caller =>
                InstanceAddress.Of(id) is not { } address ? request.Problem(ApiErrors.UnknownInstance)
                : address.Report.Organ != caller.OrganCode ? request.Problem(ApiErrors.WrongOrgan)
                : await handle(caller, address),
            cancellationToken
        );

    private Task<IResult> ForAdministratorAsync(
        HttpRequest request,
        Func<Caller, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) =>
        callers.ForCallerAsync(
            request,
            async caller => caller.Has(StaffRole.Administrator) ? await handle(caller) : request.Problem(ApiErrors.WrongRole),
            cancellationToken
        );

    private static bool IsReasonWrong(string? reason, InstanceCommand command) =>
        reason?.Length > MaximumReasonLength || (command != InstanceCommand.Resume && string.IsNullOrEmpty(reason));

    private static FieldError ReasonError(HttpRequest request) =>
        new(
            "/reason",
            new Bilingual(
                $"请说明理由，不超过 {MaximumReasonLength} 字。",
                $"Give a reason of at most {MaximumReasonLength} characters."
            ).In(request.LanguageOf())
        );

    private sealed record ReasonRequest
    {
        public string? Reason { get; init; }
    }
}
