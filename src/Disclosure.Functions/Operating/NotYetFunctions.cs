using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Operating;

/// <summary>Addresses of the interface whose functions are still to come: they say so, to those who may use them.</summary>
internal sealed class NotYetFunctions(CallerResolver callers)
{
    [Function("AdminOrgans")]
    public Task<IResult> Organs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", Route = "api/admin/organs")] HttpRequest request,
        CancellationToken cancellationToken
    ) => ForAdministratorAsync(request, cancellationToken);

    [Function("AdminStaff")]
    public Task<IResult> Staff(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", Route = "api/admin/organs/{code}/staff")]
            HttpRequest request,
        string code,
        CancellationToken cancellationToken
    ) => ForAdministratorAsync(request, cancellationToken);

    [Function("AdminPolicy")]
    public Task<IResult> Policy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", Route = "api/admin/organs/{code}/policy")]
            HttpRequest request,
        string code,
        CancellationToken cancellationToken
    ) => ForAdministratorAsync(request, cancellationToken);

    [Function("OpenApi")]
    public IResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request) =>
        request.Problem(ApiErrors.NotImplemented);

    private Task<IResult> ForAdministratorAsync(HttpRequest request, CancellationToken cancellationToken) =>
        callers.ForCallerAsync(
            request,
            caller =>
                Task.FromResult(request.Problem(caller.Has(StaffRole.Administrator) ? ApiErrors.NotImplemented : ApiErrors.WrongRole)),
            cancellationToken
        );
}
