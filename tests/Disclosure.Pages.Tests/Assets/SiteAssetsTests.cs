using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Disclosure.Pages.Assets;

namespace Disclosure.Pages.Tests.Assets;

public sealed partial class SiteAssetsTests
{
    [Fact]
    public void Stylesheet_Embedded_IsNamedByItsHash()
    {
        var asset = SiteAssets.Stylesheet;

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(asset.Content.Span))[..16], asset.Hash);
        Assert.Equal($"/assets/site.{asset.Hash}.css", asset.HashedPath);
        Assert.Equal("/assets/site.css", asset.StablePath);
        Assert.Equal("text/css; charset=utf-8", asset.MediaType);
    }

    [Fact]
    public void Find_CurrentHash_IsImmutable()
    {
        Assert.Same(SiteAssets.Stylesheet, SiteAssets.Find($"site.{SiteAssets.Stylesheet.Hash}.css", out var immutable));
        Assert.True(immutable);
        Assert.Same(SiteAssets.Icon, SiteAssets.Find($"icon.{SiteAssets.Icon.Hash}.svg", out immutable));
        Assert.True(immutable);
    }

    [Theory]
    [InlineData("site.css")]
    [InlineData("site.0123456789abcdef.css")]
    public void Find_StableOrEarlierName_IsFoundButNotImmutable(string name)
    {
        Assert.Same(SiteAssets.Stylesheet, SiteAssets.Find(name, out var immutable));
        Assert.False(immutable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("other.css")]
    [InlineData("site.css.map")]
    [InlineData("../site.css")]
    [InlineData("site.0123456789ABCDEF.css")]
    [InlineData("site.0123.css")]
    [InlineData("site.0123456789abcdef.svg")]
    public void Find_AnotherName_FindsNothing(string name)
    {
        Assert.Null(SiteAssets.Find(name, out var immutable));
        Assert.False(immutable);
    }

    [Fact]
    public void Stylesheet_UnderTheStrictPolicy_FetchesNothing()
    {
        var css = Encoding.UTF8.GetString(SiteAssets.Stylesheet.Content.Span);

        Assert.DoesNotContain("@import", css, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
        Assert.DoesNotContain("@font-face", css, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Colours_OfText_ReachTheContrastThatTheGuidelinesAsk(string scheme)
    {
        var css = Encoding.UTF8.GetString(SiteAssets.Stylesheet.Content.Span);
        var block = scheme == "light" ? css : css[css.IndexOf("(prefers-color-scheme: dark)", StringComparison.Ordinal)..];
        var colours = Variable()
            .Matches(block[..block.IndexOf('}', StringComparison.Ordinal)])
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);

        string[] grounds = ["paper", "ground", "head"];
        foreach (var ground in grounds)
        {
            Assert.All(["ink", "muted", "link", "error", "warning", "info", "good"], text => AssertContrast(colours, text, ground));
        }

        Assert.All(["error", "warning", "info", "good"], kind => AssertContrast(colours, "ink", kind + "-soft"));
        Assert.All(["error", "warning", "info"], kind => AssertContrast(colours, "paper", kind));
        AssertContrast(colours, "on-accent", "accent");
        AssertContrast(colours, "error", "error-soft");
        AssertContrast(colours, "good", "good-soft");
    }

    private static void AssertContrast(Dictionary<string, string> colours, string text, string ground)
    {
        var (one, other) = (Luminance(colours[text]), Luminance(colours[ground]));
        var contrast = (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
        Assert.True(contrast >= 4.5, FormattableString.Invariant($"--{text} on --{ground}: {contrast:0.00}"));
    }

    private static double Luminance(string hex)
    {
        var digits = hex.Length == 3 ? string.Concat(hex.Select(c => $"{c}{c}")) : hex;
        var parts = Convert
            .FromHexString(digits)
            .Select(part => part / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--(?<name>[a-z-]+): #(?<value>[0-9a-f]{3,6});", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
