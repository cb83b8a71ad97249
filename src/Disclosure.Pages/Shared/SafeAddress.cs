namespace Disclosure.Pages.Shared;

/// <summary>
/// The last check before an address becomes a link or a form's target. Addresses come from the app, not from people; should one ever slip
/// through, it leads nowhere instead of running as script or leaving for another site.
/// </summary>
internal static class SafeAddress
{
    public const string Nowhere = "#";

    public static string Of(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Any(char.IsControl) || address.Contains('\\', StringComparison.Ordinal))
        {
            return Nowhere;
        }

        // "//host" would leave the site under the guise of a path.
        var isLocal = address[0] is '/' or '?' or '#' && !address.StartsWith("//", StringComparison.Ordinal);
        var isWeb =
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
        return isLocal || isWeb ? address : Nowhere;
    }
}
