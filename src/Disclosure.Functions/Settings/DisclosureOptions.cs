namespace Disclosure.Functions.Settings;

/// <summary>The app's own settings, section <c>Disclosure</c>. Validated at start; see <see cref="DisclosureOptionsValidator"/>.</summary>
public sealed class DisclosureOptions
{
    /// <summary>The configuration section that holds these settings.</summary>
    public const string Section = "Disclosure";

    /// <summary>Absolute http(s) address under which staff and public reach the app, without a trailing slash. Links are made from it alone.</summary>
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>At least 32 bytes, base64: links, codes and sessions are derived from it. It is never stored beside the data.</summary>
    public string LinkKey { get; set; } = "";

    /// <summary>Prefix of every table and container, so that several installations can share an account. Letters only, at most 20.</summary>
    public string StoragePrefix { get; set; } = "disclosure";

    /// <summary>Name of the public site, as it stands in page titles and the SiteName meta.</summary>
    public string SiteName { get; set; } = "政府信息公开";

    /// <summary>How long a review link lives.</summary>
    public TimeSpan ReviewLinkLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a sign-in link lives.</summary>
    public TimeSpan SignInLinkLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts after signing in.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(10);

    /// <summary>A recorded fact whose event is older than this and still unconsumed is raised again by the sweeper.</summary>
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Accept the identity that Azure's front end passes in <c>X-MS-CLIENT-PRINCIPAL</c>. Only safe behind Easy Auth.</summary>
    public bool TrustEasyAuth { get; set; }

    /// <summary>Fill an empty storage with the demonstration organ and its reports. Development only.</summary>
    public bool Demo { get; set; } = true;
}
