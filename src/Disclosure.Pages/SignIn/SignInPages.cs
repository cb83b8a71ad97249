namespace Disclosure.Pages.SignIn;

/// <summary>The pages around signing in.</summary>
public static class SignInPages
{
    /// <summary>Asks for an e-mail address: 200, or 422 with an error.</summary>
    public static Page Form(SignInFormModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>The page behind the mailed link: one button.</summary>
    public static Page Button(SignInButtonModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>Tells how it went: 200, 410 or 429.</summary>
    public static Page Result(SignInResultModel model) => throw new NotSupportedException("Not written yet.");
}
