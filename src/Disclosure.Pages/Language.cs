namespace Disclosure.Pages;

/// <summary>The language of a page's own words. What people wrote is never translated.</summary>
public enum Language
{
    /// <summary>Simplified Chinese, the default.</summary>
    Zh = 0,

    /// <summary>English beside the official Chinese titles and labels.</summary>
    En,
}
