using System.Globalization;
using System.Text.Json;
using Disclosure.Functions.Api.CarryingForward;
using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.WorkingDays;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <summary>Reports: beginning, listing, reading.</summary>
internal sealed class ReportFunctions(
    CallerResolver callers,
    ReportGate gate,
    ReportCommands commands,
    ReportRepository reports,
    OrganRepository organs,
    ReportReader reader,
    LastYearFinder lastYear,
    CarryForwardCommand carrying,
    CalendarSource calendars
)
{
    private const int DefaultPageSize = 20;
    private const int MaximumPageSize = 100;

    /// <summary>GET lists, POST begins a report.</summary>
    [Function("Reports")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/reports")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        callers.ForCallerAsync(
            request,
            caller =>
                HttpMethods.IsPost(request.Method)
                    ? CreateAsync(request, client, caller, cancellationToken)
                    : ListAsync(request, caller, cancellationToken),
            cancellationToken
        );

    /// <summary>One report.</summary>
    [Function("Report")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.ForReaderAsync(
            request,
            id,
            async (_, report) =>
            {
                var dossier = await reports.GetDossierAsync(report.Id, cancellationToken);
                return dossier is null ? request.Problem(ApiErrors.UnknownReport) : await ViewAsync(request, dossier, cancellationToken);
            },
            cancellationToken
        );

    private async Task<IResult> ViewAsync(HttpRequest request, Dossier dossier, CancellationToken cancellationToken)
    {
        var content = await reader.ContentAsync(dossier.Report.Id, dossier.Report.Digest!.Value, cancellationToken);
        var findings = await reader.FindingsAsync(dossier.Report.Id, content, cancellationToken);
        var deadline = await DeadlineAsync(dossier.Report.Id, cancellationToken);
        request.HttpContext.Response.Headers.ETag = ContentTags.OfReport(dossier.Report);
        return Results.Json(ReportView.Of(dossier, deadline, findings, request.LanguageOf()), Json.Wire);
    }

    private async Task<IResult> CreateAsync(
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
        var view = JsonSerializer.SerializeToNode(
            ReportView.Of(report, await DeadlineAsync(report.Id, cancellationToken), language),
            Json.Wire
        )!;
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

    private async Task<StatutoryDeadline> DeadlineAsync(ReportId report, CancellationToken cancellationToken) =>
        (await calendars.ScheduleAsync(report, await organs.GetAsync(report.Organ, cancellationToken), cancellationToken)).Statutory;

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

    private async Task<IResult> ListAsync(HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var query = request.Query;
        var language = request.LanguageOf();
        List<FieldError> errors = [];
        var organ = caller.OrganCode;
        if (query["organ"].ToString() is { Length: > 0 } organText && !OrganCode.TryParse(organText, out organ))
        {
            errors.Add(new FieldError("organ", new Bilingual("机关代码为九位。", "An organ code has nine characters.").In(language)));
        }

        var year = ParseNumber("year", null);
        var page = ParseNumber("page", 1) ?? 1;
        var pageSize = ParseNumber("pageSize", DefaultPageSize) ?? DefaultPageSize;
        ReportStatus? status = null;
        if (query["status"].ToString() is { Length: > 0 } statusText)
        {
            if (Enum.TryParse<ReportStatus>(statusText, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
            {
                status = parsed;
            }
            else
            {
                var known = string.Join(", ", Enum.GetNames<ReportStatus>());
                errors.Add(
                    new FieldError("status", new Bilingual($"未知状态，可用：{known}。", $"Unknown status; known: {known}.").In(language))
                );
            }
        }

        if (pageSize is < 1 or > MaximumPageSize || page < 1)
        {
            errors.Add(
                new FieldError(
                    page < 1 ? "page" : "pageSize",
                    new Bilingual(
                        $"page 从 1 起，pageSize 为 1 到 {MaximumPageSize}。",
                        $"page counts from 1, pageSize is 1 to {MaximumPageSize}."
                    ).In(language)
                )
            );
        }

        if (errors.Count > 0)
        {
            return request.Problem(ApiErrors.InvalidQuery, null, ("errors", errors));
        }

        if (!caller.MayRead(organ))
        {
            return request.Problem(ApiErrors.WrongOrgan);
        }

        var found = (await reports.ListByOrganAsync(organ, cancellationToken))
            .Where(report => (year is null || report.Id.Year == year) && (status is null || report.Status == status))
            .ToList();
        var owner = await organs.GetAsync(organ, cancellationToken);
        var calendar = await calendars.ForAsync(owner, cancellationToken);
        return Results.Json(
            new
            {
                items = found
                    .Skip((page - 1) * pageSize)
                    .Take(pageSize)
                    .Select(report =>
                        ReportView.Of(report, StatutoryDeadline.For(report.Id.Year, owner.ReporterKind(), calendar), language)
                    ),
                total = found.Count,
                page,
                pageSize,
            },
            Json.Wire
        );

        int? ParseNumber(string name, int? otherwise)
        {
            var text = query[name].ToString();
            if (text.Length == 0)
            {
                return otherwise;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            errors.Add(new FieldError(name, new Bilingual("应为整数。", "A whole number is needed.").In(language)));
            return otherwise;
        }
    }

    private sealed record CreateRequest
    {
        public string? OrganCode { get; init; }

        public int? Year { get; init; }

        /// <summary>True to fill in at once what follows from last year's report.</summary>
        public bool? CarryForward { get; init; }
    }
}
