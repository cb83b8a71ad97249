using System.Security.Cryptography;

namespace Disclosure.Pages.Assets;

/// <summary>What pages refer to besides themselves: one stylesheet and one icon.</summary>
public static class SiteAssets
{
    /// <summary>The folder under which the app serves them.</summary>
    public const string Folder = "/assets/";

    /// <summary>The stylesheet of all pages.</summary>
    public static SiteAsset Stylesheet { get; } = Load("site.css", "text/css; charset=utf-8");

    /// <summary>The icon of the site.</summary>
    public static SiteAsset Icon { get; } = Load("icon.svg", "image/svg+xml");

    /// <summary>
    /// Finds what to serve for a file name below <see cref="Folder"/>. A name with the hash of an earlier release finds today's bytes, for a
    /// page that somebody kept open; only <paramref name="immutable"/> answers may be cached without asking again.
    /// </summary>
    /// <param name="fileName">Such as <c>site.css</c> or <c>site.0123456789abcdef.css</c>.</param>
    /// <param name="immutable">True if the name carries the hash of exactly these bytes.</param>
    public static SiteAsset? Find(string fileName, out bool immutable)
    {
        foreach (var asset in (ReadOnlySpan<SiteAsset>)[Stylesheet, Icon])
        {
            var stem = Path.GetFileNameWithoutExtension(asset.Name) + ".";
            var extension = Path.GetExtension(asset.Name);
            immutable = fileName == asset.HashedPath[Folder.Length..];
            if (immutable || fileName == asset.Name)
            {
                return asset;
            }

            if (
                fileName.Length == stem.Length + asset.Hash.Length + extension.Length
                && fileName.StartsWith(stem, StringComparison.Ordinal)
                && fileName.EndsWith(extension, StringComparison.Ordinal)
                && fileName.Skip(stem.Length).Take(asset.Hash.Length).All(char.IsAsciiHexDigitLower)
            )
            {
                return asset;
            }
        }

        immutable = false;
        return null;
    }

    private static SiteAsset Load(string name, string mediaType)
    {
        using var stream =
            typeof(SiteAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Resource {name} is not embedded.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new SiteAsset(name, mediaType, content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}
