using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Operating;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Disclosure.Functions.Checks;

/// <summary>What the checks know of an organ: its own words, its own telephones, and where it is stricter than the law.</summary>
internal sealed class OrganChecksFunction(AdminGate gate, OrganSettings settings)
{
    /// <summary>GET shows, PUT replaces. The word list may itself be sensitive: only the organ's administrators see it.</summary>
    [Function("AdminOrganChecks")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", Route = "api/admin/organs/{code}/checks")] HttpRequest request,
        string code,
        CancellationToken cancellationToken
    ) =>
        gate.ForOrganAsync(
            request,
            code,
            (_, organ) =>
                HttpMethods.IsPut(request.Method) ? SaveAsync(request, organ, cancellationToken) : Task.FromResult(Answer(request, organ)),
            cancellationToken
        );

    private async Task<IResult> SaveAsync(HttpRequest request, Organ organ, CancellationToken cancellationToken)
    {
        var body = await request.ReadJsonAsync<OrganChecksBody>(cancellationToken);
        if (body is not BodyResult<OrganChecksBody>.Read(var asked))
        {
            return ((BodyResult<OrganChecksBody>.Refused)body).Answer;
        }

        var errors = asked.Faults(request.LanguageOf());
        return errors.Count > 0
            ? request.Problem(ApiErrors.InvalidBody, null, ("errors", errors))
            : await settings.ChangeAsync(
                request,
                organ,
                current =>
                    current with
                    {
                        Site = current.Site with { OwnWords = Distinct(asked.OwnWords), OwnPhones = Distinct(asked.OwnPhones) },
                        RaisedSeverities = asked.RaisedSeverities is { Count: > 0 } raised ? raised : null,
                    },
                saved => Answer(request, saved),
                cancellationToken
            );
    }

    private static IResult Answer(HttpRequest request, Organ organ)
    {
        request.HttpContext.Response.Headers.ETag = OrganSettings.TagOf(organ);
        return Results.Json(
            new
            {
                organCode = organ.Code.Value,
                ownWords = organ.Site.OwnWords,
                ownPhones = organ.Site.OwnPhones,
                raisedSeverities = organ.RaisedSeverities ?? new Dictionary<string, Severity>(),
            },
            Json.Wire
        );
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string>? values) =>
        [.. (values ?? []).Select(value => value.Trim()).Distinct(StringComparer.Ordinal)];
}
