using System.Globalization;
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
    ReportCreation creation,
    ReportRepository reports,
    OrganRepository organs,
    ReportReader reader,
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
                    ? creation.CreateAsync(request, client, caller, cancellationToken)
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
        var organ = await organs.GetAsync(dossier.Report.Id.Organ, cancellationToken);
        var schedule = await calendars.ScheduleAsync(dossier.Report.Id, organ, cancellationToken);
        request.HttpContext.Response.Headers.ETag = ContentTags.OfReport(dossier.Report);
        return Results.Json(ReportView.Of(dossier, schedule.Statutory, findings, request.LanguageOf()), Json.Wire);
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
}
