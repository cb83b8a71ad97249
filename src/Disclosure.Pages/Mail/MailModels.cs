namespace Disclosure.Pages.Mail;

/// <summary>A mail ready to be sent.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The HTML part: a complete document with everything inside it and nothing fetched from elsewhere.</param>
public sealed record MailBody(string Subject, string Text, string Html);

/// <summary>What all mails need.</summary>
public abstract record MailModel
{
    /// <summary>The person's language.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site, also the sender's.</summary>
    public required string SiteName { get; init; }

    /// <summary>Who is written to.</summary>
    public required string PersonName { get; init; }
}

/// <summary>The mail with a link to sign in.</summary>
public sealed record SignInLinkMail : MailModel
{
    /// <summary>The link, absolute.</summary>
    public required string Link { get; init; }

    /// <summary>Until when it works.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Why a reviewer is written to.</summary>
public enum ReviewMailKind
{
    /// <summary>There is a report to review.</summary>
    New = 0,

    /// <summary>The day before it is due, or the day itself.</summary>
    Reminder,

    /// <summary>It is overdue.</summary>
    Overdue,

    /// <summary>The person asked for a new link.</summary>
    NewLink,

    /// <summary>Somebody handed the task over to this person.</summary>
    HandedOver,
}

/// <summary>The mail that asks a reviewer for a decision.</summary>
public sealed record ReviewTaskMail : MailModel
{
    /// <summary>Why the mail is sent.</summary>
    public ReviewMailKind Kind { get; init; }

    /// <summary>The report's title.</summary>
    public required string ReportTitle { get; init; }

    /// <summary>The stage in the person's language, such as 保密审查.</summary>
    public required string Stage { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Who wrote the report.</summary>
    public required string DrafterName { get; init; }

    /// <summary>When the decision is due.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>How the due date comes about, in the person's language.</summary>
    public string? DueExplanation { get; init; }

    /// <summary>The review link, absolute.</summary>
    public required string Link { get; init; }

    /// <summary>The six digits.</summary>
    public required string Code { get; init; }

    /// <summary>Until when the link works.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who handed the task over, and why, for <see cref="ReviewMailKind.HandedOver"/>.</summary>
    public string? HandedOverBy { get; init; }
}

/// <summary>The mail that gives a report back to its drafter.</summary>
public sealed record ReturnedMail : MailModel
{
    /// <summary>The report's title.</summary>
    public required string ReportTitle { get; init; }

    /// <summary>The stage that returned it, in the person's language.</summary>
    public required string Stage { get; init; }

    /// <summary>The round that has ended.</summary>
    public required int Round { get; init; }

    /// <summary>Who returned it.</summary>
    public required string ReviewerName { get; init; }

    /// <summary>Why, in the reviewer's words.</summary>
    public required string Reason { get; init; }

    /// <summary>Where to go on writing, absolute.</summary>
    public string? Link { get; init; }
}

/// <summary>The mail that announces a publication.</summary>
public sealed record PublishedMail : MailModel
{
    /// <summary>The report's title.</summary>
    public required string ReportTitle { get; init; }

    /// <summary>The index number.</summary>
    public required string IndexNumber { get; init; }

    /// <summary>The public page, absolute.</summary>
    public required string Address { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Digest { get; init; }

    /// <summary>The head of the audit chain, to be kept.</summary>
    public string? AuditHead { get; init; }
}

/// <summary>The mail that tells a reviewer that a report was called back.</summary>
public sealed record RecalledMail : MailModel
{
    /// <summary>The report's title.</summary>
    public required string ReportTitle { get; init; }

    /// <summary>The round that has ended.</summary>
    public required int Round { get; init; }

    /// <summary>Who called it back.</summary>
    public required string RecalledBy { get; init; }

    /// <summary>Why, in that person's words.</summary>
    public string? Reason { get; init; }
}
