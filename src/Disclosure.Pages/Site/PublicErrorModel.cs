namespace Disclosure.Pages.Site;

/// <summary>A page for the public that says what went wrong.</summary>
public sealed record PublicErrorModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>400, 404, 410, 429 and 503 have words of their own; every other status is told as a fault of the site.</summary>
    public required int StatusCode { get; init; }

    /// <summary>What to quote when asking for help, if there is such a thing.</summary>
    public string? Reference { get; init; }
}
