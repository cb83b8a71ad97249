using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Api;

/// <summary>What several functions answer in the same way.</summary>
internal static class Answers
{
    /// <summary>202 with the report's address for a recorded command; the problem for a refused one.</summary>
    public static IResult Answer(this HttpRequest request, CommandOutcome outcome) =>
        outcome switch
        {
            CommandOutcome.Done(var report) => Results
                .Json(
                    new
                    {
                        id = report.Id.ToString(),
                        status = report.Status.ToString(),
                        round = report.Round,
                        revision = report.Revision,
                    },
                    Json.Wire,
                    statusCode: StatusCodes.Status202Accepted
                )
                .WithLocation(request, "/api/reports/" + report.Id),
            CommandOutcome.Blocked(var findings) => request.Problem(
                ApiErrors.FindingsStandInTheWay,
                null,
                ("findings", FindingView.Of(findings, request.LanguageOf()))
            ),
            CommandOutcome.Refused(var error, var detail) => request.Problem(error, detail),
            _ => throw new InvalidOperationException($"No answer is known to {outcome.GetType().Name}."),
        };

    /// <summary>Adds a Location, which is a path: the public address comes from configuration, not from a request.</summary>
    public static IResult WithLocation(this IResult result, HttpRequest request, string path)
    {
        request.HttpContext.Response.Headers.Location = path;
        return result;
    }
}
