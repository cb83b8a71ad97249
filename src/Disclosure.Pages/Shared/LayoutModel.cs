using RazorSlices;

namespace Disclosure.Pages.Shared;

/// <summary>What surrounds the content of every page.</summary>
internal sealed record LayoutModel
{
    public required Language Language { get; init; }

    public required string SiteName { get; init; }

    /// <summary>The first half of the title bar; the site's name follows.</summary>
    public required string Title { get; init; }

    public required RazorSlice Body { get; init; }

    /// <summary>More of the head: meta names and links.</summary>
    public RazorSlice? Head { get; init; }

    /// <summary>Whether search engines may keep the page. Only what the public may see anyway.</summary>
    public bool MayBeIndexed { get; init; }

    /// <summary>A stored page names the stylesheet by its stable path, so that its bytes and digest outlive a release.</summary>
    public bool IsStored { get; init; }

    /// <summary>Where the site's name leads; null where leaving the page would lose what was typed.</summary>
    public string? Home { get; init; }

    public string BodyClass { get; init; } = "plain";

    public RazorSlice Compose() => new AspNetCoreGeneratedDocument.Shared_Layout { Model = this };

    public static Page ToPage(Func<LayoutModel> layout, int statusCode = 200) => new(() => layout().Compose(), statusCode);
}
