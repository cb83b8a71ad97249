using System.Text.Json;
using Disclosure.Functions.Api.CarryingForward;
using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.WorkingDays;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <summary>Begins reports: an empty draft, filled with what follows from last year's report if that is asked for, else with the offer to.</summary>
internal sealed class ReportCreation(
    ReportCommands commands,
    OrganRepository organs,
    LastYearFinder lastYear,
    CarryForwardCommand carrying,
    CalendarSource calendars
)
{
    /// <summary>Begins a report for a drafter of its organ, and answers with it.</summary>
    public async Task<IResult> CreateAsync(
        HttpRequest request,
        DurableTaskClient client,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var body = await request.ReadJsonAsync<CreateRequest>(cancellationToken);
        if (body is not BodyResult<CreateRequest>.Read(var asked))
        {
            return ((BodyResult<CreateRequest>.Refused)body).Answer;
        }

        var errors = Validate(request, asked, out var organ, out var year);
        if (errors.Count > 0)
        {
            return request.Problem(ApiErrors.InvalidBody, null, ("errors", errors));
        }

        if (caller.OrganCode != organ)
        {
            return request.Problem(ApiErrors.WrongOrgan);
        }

        if (!caller.Has(StaffRole.Drafter))
        {
            return request.Problem(ApiErrors.WrongRole, new Bilingual("需要的角色：拟稿人。", "Needed role: Drafter."));
        }

        var outcome = await commands.CreateAsync(client, caller, new ReportId(organ, year), cancellationToken);
        if (outcome is not CommandOutcome.Done(var report))
        {
            return request.Answer(outcome);
        }

        // A draft that stands is an answer worth having, even where carrying forward was refused: it can be asked for again.
        var carried = asked.CarryForward == true ? await carrying.RunAsync(caller, report, false, _ => true, cancellationToken) : null;
        report = carried is CarryOutcome.Carried(var saved, _, _) ? saved : report;
        var language = request.LanguageOf();
        var schedule = await calendars.ScheduleAsync(report.Id, await organs.GetAsync(organ, cancellationToken), cancellationToken);
        var view = JsonSerializer.SerializeToNode(ReportView.Of(report, schedule.Statutory, language), Json.Wire)!;
        view["carryForward"] = JsonSerializer.SerializeToNode(
            await CarryViewAsync(report.Id, carried, language, cancellationToken),
            Json.Wire
        );
        request.HttpContext.Response.Headers.ETag = ContentTags.OfReport(report);
        return Results.Json(view, Json.Wire, statusCode: StatusCodes.Status201Created).WithLocation(request, "/api/reports/" + report.Id);
    }

    /// <summary>What was carried forward, else what could be; null if there is no report of the year before.</summary>
    private async Task<CarryForwardView?> CarryViewAsync(
        ReportId report,
        CarryOutcome? carried,
        Language language,
        CancellationToken cancellationToken
    ) =>
        carried is CarryOutcome.Carried done ? CarryForwardView.Of(done, language)
        : await lastYear.FindAsync(report, cancellationToken) is { } source ? CarryForwardView.Offer(source, language)
        : null;

    private static List<FieldError> Validate(HttpRequest request, CreateRequest asked, out OrganCode organ, out int year)
    {
        List<FieldError> errors = [];
        var language = request.LanguageOf();
        if (!OrganCode.TryParse(asked.OrganCode, out organ))
        {
            errors.Add(
                new FieldError(
                    "/organCode",
                    new Bilingual(
                        "机关代码为九位数字或大写字母，例如 620700082。",
                        "Nine digits or capital letters, such as 620700082."
                    ).In(language)
                )
            );
        }

        year = asked.Year ?? 0;
        if (year is < 1000 or > 9999)
        {
            errors.Add(
                new FieldError("/year", new Bilingual("年度为四位数字，例如 2020。", "A year of four digits, such as 2020.").In(language))
            );
        }

        return errors;
    }

    private sealed record CreateRequest
    {
        public string? OrganCode { get; init; }

        public int? Year { get; init; }

        /// <summary>True to fill in at once what follows from last year's report.</summary>
        public bool? CarryForward { get; init; }
    }
}
