using System.Globalization;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>Where a history goes on: at a commit of a generation. A generation that has ended meanwhile has no history any more.</summary>
internal static class HistoryPosition
{
    public static string Token(int generation, int commit) => string.Create(CultureInfo.InvariantCulture, $"{generation}.{commit}");

    /// <returns>The first commit of the page.</returns>
    /// <exception cref="ArgumentException">The token is of another generation or none at all.</exception>
    public static int Parse(string? token, int generation)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        var parts = token.Split('.');
        return
            parts is [var of, var at]
            && int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var ofGeneration)
            && ofGeneration == generation
            && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            ? commit
            : throw new ArgumentException(
                "This is no continuation of the instance's present history: read it from its beginning.",
                nameof(token)
            );
    }
}
