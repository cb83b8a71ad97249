namespace Disclosure.Pages.Development;

/// <summary>The mails that were not sent, newest first. Development only.</summary>
public sealed record OutboxModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>Whose mails are shown; null for everybody's.</summary>
    public string? To { get; init; }

    /// <summary>The mails.</summary>
    public required IReadOnlyList<OutboxMessage> Messages { get; init; }
}

/// <summary>One mail of the outbox.</summary>
public sealed record OutboxMessage
{
    /// <summary>The message's id.</summary>
    public required string Id { get; init; }

    /// <summary>To whom.</summary>
    public required string To { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The plain part.</summary>
    public required string Text { get; init; }

    /// <summary>Every link in it.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The six digits, if it carries them.</summary>
    public string? Code { get; init; }

    /// <summary>What kind of mail it is.</summary>
    public required string Kind { get; init; }

    /// <summary>The report it is about, if any.</summary>
    public string? ReportId { get; init; }

    /// <summary>When it would have been sent.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>The first page of a demonstration: what to click, in order. Development only.</summary>
public sealed record StartModel
{
    /// <summary>The page's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>What to do, in order.</summary>
    public required IReadOnlyList<StartStep> Steps { get; init; }

    /// <summary>The people of the demonstration.</summary>
    public IReadOnlyList<StartPerson> People { get; init; } = [];

    /// <summary>The antiforgery field of the steps' buttons; needed if a step has one.</summary>
    public Antiforgery? Antiforgery { get; init; }
}

/// <summary>One step of the demonstration.</summary>
public sealed record StartStep
{
    /// <summary>What the step is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows.</summary>
    public required string Text { get; init; }

    /// <summary>Where to look.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>A button that posts to an address of ours.</summary>
    public PageLink? Button { get; init; }

    /// <summary>The step is behind us.</summary>
    public bool IsDone { get; init; }
}

/// <summary>Somebody of the demonstration.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">What the person does.</param>
/// <param name="Email">The address.</param>
/// <param name="Outbox">The person's mails, if they can be looked at.</param>
public sealed record StartPerson(string Name, string Role, string Email, PageLink? Outbox = null);
