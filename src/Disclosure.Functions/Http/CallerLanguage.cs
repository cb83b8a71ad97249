using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Http;

/// <summary>Chooses the caller's language: <c>?lang=</c>, then <c>Accept-Language</c>; Chinese unless English is preferred to it.</summary>
internal static class CallerLanguage
{
    public static Language LanguageOf(this HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        if (asked.Length > 0)
        {
            return asked.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.En : Language.Zh;
        }

        foreach (var entry in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(value => value.Quality ?? 1))
        {
            if (entry.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                return Language.Zh;
            }

            if (entry.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return Language.En;
            }
        }

        return Language.Zh;
    }

    /// <summary>
    /// The language of a page: Chinese unless the address asks for English. What a browser happens to be set to is no choice of its user.
    /// </summary>
    public static Language PageLanguageOf(this HttpRequest request) =>
        request.Query["lang"].ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.En : Language.Zh;

    /// <summary>True if the caller wants JSON rather than a page: it says so, or it does not say that it wants HTML.</summary>
    public static bool WantsJson(this HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var html = accepted
            .Where(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
            .Max(type => (double?)(type.Quality ?? 1));
        var json = accepted
            .Where(type => type.MediaType.HasValue && type.MediaType.Value.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            .Max(type => (double?)(type.Quality ?? 1));
        return json is not null && (html is null || json > html);
    }

    /// <summary>
    /// True if the answer is for a person in a browser: it asks for HTML, or it posts one of our forms. Everybody else gets JSON.
    /// </summary>
    public static bool WantsPage(this HttpRequest request) =>
        !request.WantsJson()
        && (
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || request.HasFormContentType
            || request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>True only if the caller names HTML: what a browser does and a script does not.</summary>
    public static bool AsksForHtml(this HttpRequest request) =>
        !request.WantsJson()
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
