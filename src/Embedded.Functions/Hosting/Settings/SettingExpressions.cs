using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Hosting.Settings;

/// <summary><c>%NAME%</c> in attributes and in <c>host.json</c> stands for the setting of that name.</summary>
internal static partial class SettingExpressions
{
    /// <returns>The text with all expressions replaced; null if one of them names a setting that is not set.</returns>
    public static string? TryResolve(string text, IConfiguration configuration)
    {
        var complete = true;
        var resolved = Expression()
            .Replace(
                text,
                match =>
                {
                    var value = configuration[match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)];
                    complete &= !string.IsNullOrEmpty(value);
                    return value ?? "";
                }
            );
        return complete ? resolved : null;
    }

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
