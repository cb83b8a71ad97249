using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Api;

/// <summary>
/// The way into everything under <c>/api/reports/{id}</c>: who is calling, does the report exist, may they. In that order, so that nobody
/// learns of another organ's reports by asking.
/// </summary>
internal sealed class ReportGate(CallerResolver callers, ReportRepository reports)
{
    /// <summary>Runs <paramref name="handle"/> for a caller who may read the report.</summary>
    public Task<IResult> ForReaderAsync(
        HttpRequest request,
        string id,
        Func<Caller, StoredReport, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) => EnterAsync(request, id, null, handle, cancellationToken);

    /// <summary>Runs <paramref name="handle"/> for a caller of the report's organ who has one of the roles.</summary>
    public Task<IResult> ForRoleAsync(
        HttpRequest request,
        string id,
        StaffRole role,
        Func<Caller, StoredReport, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) => EnterAsync(request, id, role, handle, cancellationToken);

    private Task<IResult> EnterAsync(
        HttpRequest request,
        string id,
        StaffRole? role,
        Func<Caller, StoredReport, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) =>
        callers.ForCallerAsync(
            request,
            async caller =>
            {
                if (!ReportId.TryParse(id, out var reportId))
                {
                    return request.Problem(ApiErrors.UnknownReport);
                }

                if (role is null ? !caller.MayRead(reportId.Organ) : caller.OrganCode != reportId.Organ)
                {
                    return request.Problem(ApiErrors.WrongOrgan);
                }

                if (role is { } needed && !caller.Has(needed))
                {
                    return request.Problem(
                        ApiErrors.WrongRole,
                        new Bilingual($"需要的角色：{Reminders.Words.Role(needed.ToString()).Zh}。", $"Needed role: {needed}.")
                    );
                }

                return await reports.GetAsync(reportId, cancellationToken) is { } report
                    ? await handle(caller, report)
                    : request.Problem(ApiErrors.UnknownReport);
            },
            cancellationToken
        );
}
