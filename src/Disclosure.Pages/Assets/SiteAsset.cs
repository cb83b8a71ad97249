namespace Disclosure.Pages.Assets;

/// <summary>A file that pages refer to, embedded in the assembly.</summary>
/// <param name="Name">The name under which it may change, such as <c>site.css</c>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Hash">The first 16 lower-case hex digits of the SHA-256 of the bytes.</param>
public sealed record SiteAsset(string Name, string MediaType, ReadOnlyMemory<byte> Content, string Hash)
{
    /// <summary>The path whose content changes with a release; let clients revalidate it (entity tag: <see cref="Hash"/>).</summary>
    public string StablePath => $"{SiteAssets.Folder}{Name}";

    /// <summary>The path that names exactly these bytes; clients may keep it for ever.</summary>
    public string HashedPath => $"{SiteAssets.Folder}{Path.GetFileNameWithoutExtension(Name)}.{Hash}{Path.GetExtension(Name)}";
}
