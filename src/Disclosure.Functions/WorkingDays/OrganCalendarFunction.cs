using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Operating;
using Disclosure.Functions.Reminders;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.WorkingDays;

/// <summary>An organ's own days off and working days, and how far ahead of the law's day its internal dates are.</summary>
internal sealed class OrganCalendarFunction(AdminGate gate, OrganSettings settings, TimeProvider time)
{
    /// <summary>GET shows, PUT replaces.</summary>
    [Function("AdminOrganCalendar")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", Route = "api/admin/organs/{code}/calendar")] HttpRequest request,
        string code,
        CancellationToken cancellationToken
    ) =>
        gate.ForOrganAsync(
            request,
            code,
            (caller, organ) =>
                HttpMethods.IsPut(request.Method)
                    ? SaveAsync(request, caller, organ, cancellationToken)
                    : Task.FromResult(Answer(request, organ)),
            cancellationToken
        );

    private async Task<IResult> SaveAsync(HttpRequest request, Caller caller, Organ organ, CancellationToken cancellationToken)
    {
        var body = await request.ReadJsonAsync<OrganCalendarBody>(cancellationToken);
        if (body is not BodyResult<OrganCalendarBody>.Read(var asked))
        {
            return ((BodyResult<OrganCalendarBody>.Refused)body).Answer;
        }

        var errors = asked.Faults(request.LanguageOf());
        if (errors.Count > 0)
        {
            return request.Problem(ApiErrors.InvalidBody, null, ("errors", errors));
        }

        var calendar = asked.ToStored(time.GetUtcNow(), caller.PersonId);
        return await settings.ChangeAsync(
            request,
            organ,
            current => current with { Calendar = calendar },
            saved => Answer(request, saved),
            cancellationToken
        );
    }

    private static IResult Answer(HttpRequest request, Organ organ)
    {
        request.HttpContext.Response.Headers.ETag = OrganSettings.TagOf(organ);
        var calendar = organ.Calendar;
        return Results.Json(
            new
            {
                organCode = organ.Code.Value,
                days = calendar?.Days ?? [],
                offsets = calendar?.Offsets ?? ScheduleOffsets.Usual,
                usualOffsets = calendar?.Offsets is null,
                changedAt = calendar is null ? (DateTimeOffset?)null : ChinaTime.Local(calendar.ChangedAt),
                changedBy = calendar?.ChangedBy,
            },
            Json.Wire
        );
    }
}
