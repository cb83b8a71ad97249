using Disclosure.Functions.Api;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Reminders;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.WorkingDays;

/// <summary>Dates that say how they came about.</summary>
internal sealed class DatesFunctions(
    CallerResolver callers,
    ReportGate gate,
    OrganRepository organs,
    CalendarSource calendars,
    TimeProvider time
)
{
    /// <summary>Counts working days from a day and explains the date that they lead to.</summary>
    [Function("CalendarExplain")]
    public Task<IResult> Explain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/calendar/explain")] HttpRequest request,
        CancellationToken cancellationToken
    ) => callers.ForCallerAsync(request, caller => ExplainAsync(request, caller, cancellationToken), cancellationToken);

    /// <summary>The statutory day and every internal date of a report.</summary>
    [Function("ReportDates")]
    public Task<IResult> Dates(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{id}/dates")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForReaderAsync(
            request,
            id,
            async (_, report) =>
            {
                var organ = await organs.GetAsync(report.Id.Organ, cancellationToken);
                var schedule = await calendars.ScheduleAsync(report.Id, organ, cancellationToken);
                return Results.Json(DatesView.Of(report.Id, schedule, time.Today(), request.LanguageOf()), Json.Wire);
            },
            cancellationToken
        );

    private async Task<IResult> ExplainAsync(HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var (query, errors) = CalendarQuery.Read(request, caller.OrganCode, time.Today());
        if (errors.Count > 0)
        {
            return request.Problem(ApiErrors.InvalidQuery, null, ("errors", errors));
        }

        if (!caller.MayRead(query.Organ))
        {
            return request.Problem(ApiErrors.NotYourOrgan);
        }

        if (await organs.GetAsync(query.Organ, cancellationToken) is not { } organ)
        {
            return request.Problem(ApiErrors.UnknownOrgan);
        }

        var calendar = await calendars.ForAsync(organ, cancellationToken);
        return Results.Json(ExplanationView.Of(query, calendar, request.LanguageOf()), Json.Wire);
    }
}
