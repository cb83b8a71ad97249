using Disclosure.Functions.Errors;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Identity;

/// <summary>
/// Our forms carry a ticket derived from the secret in their address, so a post that no page of ours led to is refused; the origin is
/// compared as well (<see cref="Http.SecurityMiddleware"/>).
/// </summary>
internal sealed class Forms(SecretDerivation secrets)
{
    private const string Field = "ticket";

    /// <summary>The hidden field for a form whose address holds <paramref name="secret"/>.</summary>
    public Antiforgery For(string secret) => new(Field, secrets.FormTicket(secret));

    /// <summary>The posted form, or the answer that refuses it.</summary>
    public async Task<(IFormCollection? Form, IResult? Refusal)> ReadAsync(
        HttpRequest request,
        string secret,
        CancellationToken cancellationToken
    )
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return (null, request.Problem(ApiErrors.InvalidBody));
        }

        return SecretDerivation.Same(form[Field], secrets.FormTicket(secret))
            ? (form, null)
            : (null, request.Problem(ApiErrors.FormExpired));
    }
}
