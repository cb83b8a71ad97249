using System.Text;
using System.Text.Json;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Operating;
using Disclosure.Functions.Reminders;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Calendars;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.WorkingDays;

/// <summary>The State Council's calendar: which years it covers, and loading the next notice.</summary>
internal sealed class CalendarFunction(
    AdminGate gate,
    CalendarSource source,
    CalendarRepository calendars,
    TimeProvider time,
    ILogger<CalendarFunction> logger
)
{
    // A file of ten years has 33,000 characters; a row holds half a million.
    private const int LongestFile = 400_000;
    private const string JsonType = "application/json; charset=utf-8";

    /// <summary>GET shows what is in force (<c>?file=true</c>: the file itself, to be amended), PUT puts another calendar in force.</summary>
    [Function("AdminCalendar")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", Route = "api/admin/calendar")] HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        gate.ForAdministratorAsync(
            request,
            caller =>
                HttpMethods.IsPut(request.Method) ? LoadAsync(request, caller, cancellationToken) : ShowAsync(request, cancellationToken),
            cancellationToken
        );

    private async Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var current = await source.CurrentAsync(cancellationToken);
        request.HttpContext.Response.Headers.ETag = TagOf(current.Version);
        return request.Query["file"] == "true"
            ? Results.Bytes(current.Stored is { } stored ? Encoding.UTF8.GetBytes(stored.Json) : WorkCalendar.BuiltInFile, JsonType)
            : Results.Json(CalendarView.Of(current, null, time.Today(), request.LanguageOf()), Json.Wire);
    }

    private async Task<IResult> LoadAsync(HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var body = await request.ReadDocumentAsync(cancellationToken);
        if (body is not BodyResult<JsonDocument>.Read(var document))
        {
            return ((BodyResult<JsonDocument>.Refused)body).Answer;
        }

        string json;
        using (document)
        {
            json = document.RootElement.GetRawText();
        }

        if (json.Length > LongestFile)
        {
            return request.Problem(
                ApiErrors.BodyTooLarge,
                new Bilingual($"日历文件最多 {LongestFile} 字。", $"A calendar file has at most {LongestFile} characters.")
            );
        }

        return WorkCalendar.Read(Encoding.UTF8.GetBytes(json)) is CalendarReading.Malformed(var problems)
            ? request.Problem(ApiErrors.InvalidCalendar, null, ("errors", CalendarView.Errors(problems, request.LanguageOf())))
            : await PutInForceAsync(request, caller, json, cancellationToken);
    }

    // Deadlines that run already keep their dates: what the answer lists as changes is what a re-planning of them has to go through.
    private async Task<IResult> PutInForceAsync(HttpRequest request, Caller caller, string json, CancellationToken cancellationToken)
    {
        var before = await calendars.GetAsync(cancellationToken);
        var earlier = source.Learn(before);
        if (request.IfMatch(TagOf(before?.Version ?? 0)) == false)
        {
            return request.Problem(ApiErrors.StaleSettings);
        }

        if (await calendars.LoadAsync(before, json, time.GetUtcNow(), caller.PersonId, cancellationToken) is not { } loaded)
        {
            return request.Problem(ApiErrors.StaleSettings);
        }

        var current = source.Learn(loaded);
        Logs.CalendarLoaded(logger, loaded.Version, loaded.LoadedBy);
        request.HttpContext.Response.Headers.ETag = TagOf(current.Version);
        return Results.Json(CalendarView.Of(current, earlier, time.Today(), request.LanguageOf()), Json.Wire);
    }

    private static string TagOf(int version) => $"\"k{version}\"";
}
