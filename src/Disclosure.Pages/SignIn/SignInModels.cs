namespace Disclosure.Pages.SignIn;

/// <summary>The form that asks for an e-mail address.</summary>
public sealed record SignInFormModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>Where the form is posted: fields <c>email</c> and the antiforgery field.</summary>
    public required string Action { get; init; }

    /// <summary>The hidden field that proves the form is ours.</summary>
    public required Antiforgery Antiforgery { get; init; }

    /// <summary>What was typed before, shown again after an error.</summary>
    public string? Email { get; init; }

    /// <summary>What was wrong with it, if anything.</summary>
    public FormError? Error { get; init; }
}

/// <summary>The page behind the link in a sign-in mail: one button, so that a mail scanner's visit signs nobody in.</summary>
public sealed record SignInButtonModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>Where the button posts to: the link itself.</summary>
    public required string Action { get; init; }

    /// <summary>The hidden field that proves the form is ours.</summary>
    public required Antiforgery Antiforgery { get; init; }
}

/// <summary>What happened to an attempt to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>A link is on its way, if the address is on the staff list: the same words whether it is or not.</summary>
    LinkSent = 0,

    /// <summary>Signed in.</summary>
    SignedIn,

    /// <summary>Signed out.</summary>
    SignedOut,

    /// <summary>The link was used, has expired, or never was: the same words for all three.</summary>
    LinkDead,

    /// <summary>Too many attempts from here; answered with 429.</summary>
    TooMany,
}

/// <summary>The page that tells how an attempt to sign in went.</summary>
public sealed record SignInResultModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>How it went; decides the status too: 200, 410 for a dead link, 429 for too many.</summary>
    public required SignInOutcome Outcome { get; init; }

    /// <summary>Who is signed in, where somebody is.</summary>
    public string? PersonName { get; init; }

    /// <summary>Where to go on: the text of each link and its address.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>Where to ask for a new link.</summary>
    public string FormAddress { get; init; } = "/sign-in";
}
