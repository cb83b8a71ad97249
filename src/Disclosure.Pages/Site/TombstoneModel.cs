namespace Disclosure.Pages.Site;

/// <summary>What stands in the place of a withdrawn report. Answered with 410.</summary>
public sealed record TombstoneModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>The index number, which is never given to another report.</summary>
    public required string IndexNumber { get; init; }

    /// <summary>The title it had.</summary>
    public required string Title { get; init; }

    /// <summary>The organ's name.</summary>
    public required string OrganName { get; init; }

    /// <summary>When it was first published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When it was withdrawn.</summary>
    public required DateTimeOffset WithdrawnAt { get; init; }

    /// <summary>Why, in the organ's words.</summary>
    public required string Reason { get; init; }
}
