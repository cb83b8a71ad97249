using Disclosure.Functions.Errors;
using Disclosure.Functions.Workflow;
using Disclosure.Storage.Dossiers;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Api;

/// <summary>What can be refused before any work is done; the transaction asks the same again.</summary>
internal static class EditRefusals
{
    /// <summary>The answer if the report is not the drafter's to change, or not the one that If-Match names; else null.</summary>
    public static IResult? RefusalToEdit(this HttpRequest request, StoredReport report) =>
        !report.IsEditable() ? request.Problem(ApiErrors.NotInDraftersHands)
        : ContentTags.Matches(request, report) == false ? request.Problem(ApiErrors.StaleContent)
        : null;
}
