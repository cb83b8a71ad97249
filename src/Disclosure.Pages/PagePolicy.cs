namespace Disclosure.Pages;

/// <summary>Response headers under which every page of this project works.</summary>
public static class PagePolicy
{
    /// <summary>No script, no inline style, nothing from elsewhere: the value of <c>Content-Security-Policy</c>.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
