using System.Security.Cryptography;
using System.Text;
using Disclosure.Functions.Errors;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Operating;

/// <summary>Changes an organ's settings, so that nobody's change is overwritten by one that did not know of it.</summary>
internal sealed class OrganSettings(OrganRepository organs)
{
    // Two administrators at once are ordered within this; more is no life.
    private const int Attempts = 8;

    /// <summary>The entity tag of an organ's settings: changes whenever any of them does.</summary>
    public static string TagOf(Organ organ) =>
        $"\"o{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(organ.ETag ?? "")))[..16]}\"";

    /// <summary>Saves a change. Where the caller names a version (If-Match) it must be the one that is there; otherwise the last one wins.</summary>
    /// <param name="request">With or without If-Match.</param>
    /// <param name="organ">As read for this request.</param>
    /// <param name="change">Makes the change; called again on what somebody else has saved in between.</param>
    /// <param name="answer">Answers with the organ as saved.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IResult> ChangeAsync(
        HttpRequest request,
        Organ organ,
        Func<Organ, Organ> change,
        Func<Organ, IResult> answer,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (request.IfMatch(TagOf(organ)) == false)
            {
                return request.Problem(ApiErrors.StaleSettings);
            }

            if (await organs.SaveAsync(change(organ), cancellationToken) is OrganSave.Saved(var saved))
            {
                return answer(saved);
            }

            if (await organs.GetAsync(organ.Code, cancellationToken) is not { } now)
            {
                return request.Problem(ApiErrors.UnknownOrgan);
            }

            organ = now;
        }

        return request.Problem(ApiErrors.Busy);
    }
}

/// <summary>If-Match on something that has one tag.</summary>
internal static class IfMatchHeader
{
    /// <summary>Whether If-Match names the tag (or is <c>*</c>); null if the header is missing.</summary>
    public static bool? IfMatch(this HttpRequest request, string tag)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        return tags.Count == 0 ? null : tags.Any(named => named.Tag == "*" || named.Tag == tag);
    }
}
