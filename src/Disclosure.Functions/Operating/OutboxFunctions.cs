using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Operating;

/// <summary>What an administrator sees of mail to people of their own organ: what has not gone out, why, and sending it again.</summary>
internal sealed class OutboxFunctions(CallerResolver callers, OutboxRepository outbox, TimeProvider time)
{
    private const int Most = 500;

    /// <summary>Messages that wait or were refused, oldest first. Never their text.</summary>
    [Function("AdminOutbox")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/outbox")] HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        ForAdministratorAsync(
            request,
            async caller =>
            {
                var unsent = await outbox.ListUnsentAsync(caller.OrganCode, Most, cancellationToken);
                return Results.Json(
                    new
                    {
                        items = unsent.Select(UnsentView.Of),
                        total = unsent.Count,
                        continuation = (string?)null,
                    },
                    Json.Wire
                );
            },
            cancellationToken
        );

    /// <summary>Makes a message due at once; one that was refused gets its three tries anew. The id stands in the query: it may hold slashes.</summary>
    [Function("AdminOutboxResend")]
    public Task<IResult> Resend(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/outbox/resend")] HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        ForAdministratorAsync(
            request,
            async caller =>
            {
                var message = await outbox.GetAsync(request.Query["id"].ToString(), cancellationToken);
                var isTheirs = message is not null && message.OrganCode == caller.OrganCode && message.State != OutboxState.Sent;
                return isTheirs && await outbox.ResendAsync(message!.Id, time.GetUtcNow(), cancellationToken)
                    ? Results.StatusCode(StatusCodes.Status202Accepted)
                    : request.Problem(ApiErrors.UnknownMessage);
            },
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
}

/// <summary>A message that has not gone out.</summary>
internal sealed record UnsentView(
    string Id,
    string Kind,
    string To,
    string? ReportId,
    OutboxState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    int Attempts,
    string? LastError
)
{
    public static UnsentView Of(OutboxMessage message) =>
        new(
            message.Id,
            message.Kind,
            message.ToEmail,
            message.ReportId?.ToString(),
            message.State,
            message.CreatedAt,
            message.State == OutboxState.Failed ? null : message.NextAttemptAt,
            message.Attempts,
            message.LastError
        );
}
