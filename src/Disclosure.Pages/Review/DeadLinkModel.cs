namespace Disclosure.Pages.Review;

/// <summary>Why a link no longer works.</summary>
public enum DeadLinkReason
{
    /// <summary>There never was such a link; answered with 404, all others with 410.</summary>
    Unknown = 0,

    /// <summary>The decision has been taken with it.</summary>
    Decided,

    /// <summary>The stage ended without this decision: enough others had decided.</summary>
    StageClosed,

    /// <summary>Another reviewer returned the report.</summary>
    Returned,

    /// <summary>The drafter called the report back.</summary>
    Recalled,

    /// <summary>The task is somebody else's now.</summary>
    Reassigned,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Five wrong codes.</summary>
    TooManyCodes,

    /// <summary>A newer link was sent.</summary>
    Replaced,

    /// <summary>The content that it was for is not the content any more.</summary>
    ContentChanged,
}

/// <summary>The page behind a link that has died.</summary>
public sealed record DeadLinkModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>Why.</summary>
    public required DeadLinkReason Reason { get; init; }

    /// <summary>When it died, if that may be told.</summary>
    public DateTimeOffset? DiedAt { get; init; }

    /// <summary>Where to ask for a new link, <c>/review/{token}/renew</c>; null if there is nothing to be asked for.</summary>
    public string? RenewAction { get; init; }

    /// <summary>The hidden field of that button; needed with <see cref="RenewAction"/>.</summary>
    public Antiforgery? Antiforgery { get; init; }
}

/// <summary>The page after asking for a new link. Answered with 202, the same whether one was sent or not.</summary>
public sealed record LinkRenewedModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }
}
