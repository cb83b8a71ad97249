using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Settings;

/// <summary>Refuses to start on a setting that cannot work, naming the setting and what it may be.</summary>
internal sealed class DisclosureOptionsValidator : IValidateOptions<DisclosureOptions>
{
    private const int MinimumKeyBytes = 32;

    public ValidateOptionsResult Validate(string? name, DisclosureOptions options)
    {
        List<string> problems = [];
        if (
            !Uri.TryCreate(options.PublicBaseUrl, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || options.PublicBaseUrl.EndsWith('/')
        )
        {
            problems.Add(
                "Disclosure:PublicBaseUrl must be an absolute http(s) address without a trailing slash, such as https://xxgk.example.gov.cn."
            );
        }

        if (!HasKey(options.LinkKey))
        {
            problems.Add(
                $"Disclosure:LinkKey must be base64 of at least {MinimumKeyBytes} random bytes (openssl rand -base64 32), from a secret store."
            );
        }

        if (options.StoragePrefix.Length is 0 or > 20 || !options.StoragePrefix.All(char.IsAsciiLetterLower))
        {
            problems.Add("Disclosure:StoragePrefix must be 1 to 20 lower-case letters.");
        }

        foreach (
            var (setting, value) in new[]
            {
                (nameof(options.ReviewLinkLifetime), options.ReviewLinkLifetime),
                (nameof(options.SignInLinkLifetime), options.SignInLinkLifetime),
                (nameof(options.SessionLifetime), options.SessionLifetime),
                (nameof(options.SweepAfter), options.SweepAfter),
            }
        )
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(366))
            {
                problems.Add($"Disclosure:{setting} must be a time span above zero and at most 366 days, such as 00:15:00.");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool HasKey(string text)
    {
        Span<byte> bytes = stackalloc byte[512];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= MinimumKeyBytes;
    }
}
