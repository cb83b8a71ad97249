namespace Embedded.Functions.Hosting.Invocation;

/// <summary>Keys in an invocation's items.</summary>
internal static class InvocationItems
{
    // The name the real host uses: middleware found in the wild looks it up by this string.
    public const string HttpContext = "HttpRequestContext";
}
