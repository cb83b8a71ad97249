using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Operating;

/// <summary>The way into what administrators set: who is calling, may they, does the organ exist. An organ is set by its own administrators.</summary>
internal sealed class AdminGate(CallerResolver callers, OrganRepository organs)
{
    /// <summary>Runs <paramref name="handle"/> for an administrator of any organ: what it is about belongs to all of them.</summary>
    public Task<IResult> ForAdministratorAsync(
        HttpRequest request,
        Func<Caller, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) =>
        callers.ForCallerAsync(
            request,
            async caller => caller.Has(StaffRole.Administrator) ? await handle(caller) : WrongRole(request),
            cancellationToken
        );

    /// <summary>Runs <paramref name="handle"/> for an administrator of the organ.</summary>
    public Task<IResult> ForOrganAsync(
        HttpRequest request,
        string code,
        Func<Caller, Organ, Task<IResult>> handle,
        CancellationToken cancellationToken
    ) =>
        ForAdministratorAsync(
            request,
            async caller =>
                !OrganCode.TryParse(code, out var organ) ? request.Problem(ApiErrors.UnknownOrgan)
                : organ != caller.OrganCode ? request.Problem(ApiErrors.NotYourOrgan)
                : await organs.GetAsync(organ, cancellationToken) is { } found ? await handle(caller, found)
                : request.Problem(ApiErrors.UnknownOrgan),
            cancellationToken
        );

    private static IResult WrongRole(HttpRequest request) =>
        request.Problem(ApiErrors.WrongRole, new Bilingual("需要的角色：管理员。", "Needed role: Administrator."));
}
