using System.Text.Json;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Settings;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Identity;

/// <summary>Finds out who is calling: a bearer token, the session cookie, or (behind Easy Auth) the platform's principal.</summary>
internal sealed class CallerResolver(SessionTokens sessions, OrganRepository organs, IOptions<DisclosureOptions> options)
{
    /// <summary>The cookie that a browser carries after signing in.</summary>
    public const string CookieName = "disclosure_session";

    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";
    private const string Bearer = "Bearer ";

    /// <summary>Null if nobody is signed in, or the person has left.</summary>
    public async Task<Caller?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var person = SessionOf(request) is { } session
            ? await organs.GetPersonAsync(OrganCode.Parse(session.OrganCode), session.PersonId, cancellationToken)
            : await FromEasyAuthAsync(request, cancellationToken);
        return person is { Active: true } ? new Caller(person) : null;
    }

    /// <summary>Runs <paramref name="handle"/> for a signed-in caller; answers 401 otherwise.</summary>
    public async Task<IResult> ForCallerAsync(HttpRequest request, Func<Caller, Task<IResult>> handle, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, cancellationToken) is { } caller)
        {
            return await handle(caller);
        }

        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return request.Problem(ApiErrors.SignInRequired);
    }

    private Session? SessionOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : request.Cookies[CookieName];
        return string.IsNullOrEmpty(token) ? null : sessions.Read(token.Trim());
    }

    // The header is only what it says if the front end wrote it: believed where the setting vouches for that.
    private async Task<Person?> FromEasyAuthAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var encoded = request.Headers[PrincipalHeader].ToString();
        Span<byte> buffer = new byte[encoded.Length];
        if (!options.Value.TrustEasyAuth || encoded.Length == 0 || !Convert.TryFromBase64String(encoded, buffer, out var length))
        {
            return null;
        }

        return EmailOf(buffer[..length].ToArray()) is { } email ? await organs.FindByEmailAsync(email, cancellationToken) : null;
    }

    private static string? EmailOf(byte[] principal)
    {
        try
        {
            using var document = JsonDocument.Parse(principal);
            foreach (var claim in document.RootElement.GetProperty("claims").EnumerateArray())
            {
                if (
                    claim.GetProperty("typ").GetString()
                    is "preferred_username"
                        or "emails"
                        or "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
                )
                {
                    return claim.GetProperty("val").GetString();
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // not a principal: the caller is not signed in, and is told so
        }
    }
}
