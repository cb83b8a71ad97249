using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Settings;
using Disclosure.Pages.SignIn;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Identity;

/// <summary>Signing in: by a mailed link, in a browser or from a script.</summary>
internal sealed class SignInFunctions(SignInService service, CallerResolver callers, Forms forms, IOptions<DisclosureOptions> options)
{
    private const string FormSecret = "sign-in";

    /// <summary>Asks for a link. 202 whoever asks.</summary>
    [Function("AskToSignIn")]
    public async Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/session")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = await request.ReadJsonAsync<AskRequest>(cancellationToken);
        if (body is not BodyResult<AskRequest>.Read({ } asked))
        {
            return ((BodyResult<AskRequest>.Refused)body).Answer;
        }

        if (!LooksLikeEmail(asked.Email))
        {
            return request.Problem(
                ApiErrors.InvalidBody,
                null,
                ("errors", new[] { new FieldError("/email", EmailMessage.In(request.LanguageOf())) })
            );
        }

        await service.AskAsync(asked.Email!.Trim(), cancellationToken);
        return Results.Json(new { message = Sent.In(request.LanguageOf()) }, Json.Wire, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>The page that asks for an address.</summary>
    [Function("SignInForm")]
    public async Task<IResult> Form(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "sign-in")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return SignInPages.Form(FormModel(request, null, null));
        }

        var (form, refusal) = await forms.ReadAsync(request, FormSecret, cancellationToken);
        if (form is null)
        {
            return refusal!;
        }

        var email = form["email"].ToString();
        if (!LooksLikeEmail(email))
        {
            return SignInPages
                .Form(FormModel(request, email, new FormError("email", EmailMessage.In(request.PageLanguageOf()))))
                .WithStatus(StatusCodes.Status422UnprocessableEntity);
        }

        await service.AskAsync(email.Trim(), cancellationToken);
        return Result(request, SignInOutcome.LinkSent, null);
    }

    /// <summary>The mailed link: GET shows one button, POST signs in.</summary>
    [Function("SignInLink")]
    public async Task<IResult> Link(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "sign-in/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return SignInPages.Button(
                new SignInButtonModel
                {
                    Language = request.PageLanguageOf(),
                    SiteName = options.Value.SiteName,
                    Action = "/sign-in/" + Uri.EscapeDataString(token),
                    Antiforgery = forms.For(token),
                }
            );
        }

        if (request.HasFormContentType)
        {
            var (_, refusal) = await forms.ReadAsync(request, token, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        if (await service.RedeemAsync(token, cancellationToken) is not SignInResult.SignedIn done)
        {
            return request.WantsJson() ? request.Problem(ApiErrors.LinkDead) : Result(request, SignInOutcome.LinkDead, null);
        }

        if (request.WantsJson())
        {
            return Results.Json(
                new
                {
                    token = done.Token,
                    expiresAt = done.ExpiresAt,
                    person = PersonView.Of(done.Person),
                },
                Json.Wire
            );
        }

        SetCookie(request, done.Token, done.ExpiresAt);
        return Result(request, SignInOutcome.SignedIn, done.Person.Name);
    }

    /// <summary>Who is signed in: 200 with the person, or 401.</summary>
    [Function("WhoAmI")]
    public Task<IResult> WhoAmI(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/me")] HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        callers.ForCallerAsync(
            request,
            caller => Task.FromResult(Results.Json(PersonView.Of(caller.Person), Json.Wire)),
            cancellationToken
        );

    private void SetCookie(HttpRequest request, string token, DateTimeOffset expiresAt) =>
        request.HttpContext.Response.Cookies.Append(
            CallerResolver.CookieName,
            token,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = options.Value.PublicBaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
                Expires = expiresAt,
                Path = "/",
                IsEssential = true,
            }
        );

    private SignInFormModel FormModel(HttpRequest request, string? email, FormError? error) =>
        new()
        {
            Language = request.PageLanguageOf(),
            SiteName = options.Value.SiteName,
            Action = "/sign-in",
            Antiforgery = forms.For(FormSecret),
            Email = email,
            Error = error,
        };

    private Page Result(HttpRequest request, SignInOutcome outcome, string? name) =>
        SignInPages.Result(
            new SignInResultModel
            {
                Language = request.PageLanguageOf(),
                SiteName = options.Value.SiteName,
                Outcome = outcome,
                PersonName = name,
            }
        );

    // Whether it exists is for the mail server to say; this only catches what a person mistyped.
    private static bool LooksLikeEmail(string? text) =>
        text?.Trim() is { Length: >= 3 and <= 254 } email
        && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < email.Length - 1
        && !email.Any(char.IsWhiteSpace);

    private static readonly Bilingual EmailMessage = new(
        "请填写完整的单位邮箱，例如 name@example.gov.cn。",
        "Enter a whole office e-mail address, such as name@example.gov.cn."
    );
    private static readonly Bilingual Sent = new(
        "如果该邮箱在工作人员名单中，登录链接已经发出。",
        "If the address is on the staff list, a sign-in link is on its way."
    );

    private sealed record AskRequest
    {
        public string? Email { get; init; }
    }
}

/// <summary>A member of staff, as the interface shows them.</summary>
internal sealed record PersonView(string Id, string Name, string Email, string OrganCode, IReadOnlyList<StaffRole> Roles)
{
    public static PersonView Of(Person person) => new(person.Id, person.Name, person.Email, person.OrganCode.Value, person.Roles);
}
