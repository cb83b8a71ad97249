using AspNetCoreGeneratedDocument;
using Disclosure.Pages.Shared;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Disclosure.Pages.SignIn;

/// <summary>The pages around signing in.</summary>
public static class SignInPages
{
    /// <summary>Asks for an e-mail address: 200, or 422 with an error.</summary>
    public static Page Form(SignInFormModel model) =>
        ToPage(
            model.Language,
            model.SiteName,
            SignInTexts.For(model.Language).FormTitle,
            () => new SignIn_SignInForm { Model = model },
            model.Error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    /// <summary>The page behind the mailed link: one button.</summary>
    public static Page Button(SignInButtonModel model) =>
        ToPage(
            model.Language,
            model.SiteName,
            SignInTexts.For(model.Language).ButtonTitle,
            () => new SignIn_SignInButton { Model = model },
            StatusCodes.Status200OK
        );

    /// <summary>Tells how it went: 200, 410 or 429.</summary>
    public static Page Result(SignInResultModel model) =>
        ToPage(
            model.Language,
            model.SiteName,
            SignInTexts.For(model.Language).Of(model.Outcome).Title,
            () => new SignIn_SignInResult { Model = model },
            model.Outcome switch
            {
                SignInOutcome.LinkDead => StatusCodes.Status410Gone,
                SignInOutcome.TooMany => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status200OK,
            }
        );

    private static Page ToPage(Language language, string siteName, string title, Func<RazorSlice> body, int statusCode) =>
        LayoutModel.ToPage(
            () =>
                new LayoutModel
                {
                    Language = language,
                    SiteName = siteName,
                    Title = title,
                    Body = body(),
                    Home = "/",
                },
            statusCode
        );
}
