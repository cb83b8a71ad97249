using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Mail;

/// <summary>The words of the mails. In <c>{n}</c> stand names and numbers.</summary>
internal sealed record MailTexts
{
    public required string Greeting { get; init; }
    public required string Report { get; init; }
    public required string Stage { get; init; }
    public required string StageAndRound { get; init; }
    public required string Drafter { get; init; }
    public required string Due { get; init; }
    public required string DueExplained { get; init; }
    public required string ExpiresAt { get; init; }

    public required string SignInSubject { get; init; }
    public required string SignInText { get; init; }
    public required string SignInLink { get; init; }
    public required string SignInRemark { get; init; }

    public required string NewSubject { get; init; }
    public required string NewText { get; init; }
    public required string ReminderSubject { get; init; }
    public required string ReminderText { get; init; }
    public required string OverdueSubject { get; init; }
    public required string OverdueText { get; init; }
    public required string NewLinkSubject { get; init; }
    public required string NewLinkText { get; init; }
    public required string HandedOverSubject { get; init; }
    public required string HandedOverText { get; init; }
    public required string ReviewLink { get; init; }
    public required string Code { get; init; }
    public required string ReviewRemark { get; init; }

    public required string ReturnedSubject { get; init; }
    public required string ReturnedText { get; init; }
    public required string Reviewer { get; init; }
    public required string Reason { get; init; }
    public required string DeskLink { get; init; }

    public required string PublishedSubject { get; init; }
    public required string PublishedText { get; init; }
    public required string IndexNumber { get; init; }
    public required string PublishedAt { get; init; }
    public required string Digest { get; init; }
    public required string AuditHead { get; init; }
    public required string PublicLink { get; init; }
    public required string PublishedRemark { get; init; }

    public required string RecalledSubject { get; init; }
    public required string RecalledText { get; init; }
    public required string RecalledBy { get; init; }

    public static MailTexts For(Language language) => language == Language.En ? English : Chinese;

    /// <summary>Subject and first paragraph of a mail to a reviewer.</summary>
    public (string Subject, string Text) Of(ReviewMailKind kind, string? handedOverBy) =>
        kind switch
        {
            ReviewMailKind.Reminder => (ReminderSubject, ReminderText),
            ReviewMailKind.Overdue => (OverdueSubject, OverdueText),
            ReviewMailKind.NewLink => (NewLinkSubject, NewLinkText),
            ReviewMailKind.HandedOver => (HandedOverSubject, HandedOverText.With(handedOverBy)),
            _ => (NewSubject, NewText),
        };

    private static MailTexts Chinese => MailTextsZh.Texts;

    private static MailTexts English => MailTextsEn.Texts;
}
