namespace Disclosure.Pages.Mail;

/// <summary>The mails, as subject, plain text and HTML. The same model gives the same mail every time.</summary>
public static class Mails
{
    /// <summary>A link to sign in.</summary>
    public static ValueTask<MailBody> ComposeAsync(SignInLinkMail model, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Not written yet.");

    /// <summary>A report to review, a reminder of it, or a new link to it.</summary>
    public static ValueTask<MailBody> ComposeAsync(ReviewTaskMail model, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Not written yet.");

    /// <summary>A report returned to its drafter.</summary>
    public static ValueTask<MailBody> ComposeAsync(ReturnedMail model, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Not written yet.");

    /// <summary>A report published.</summary>
    public static ValueTask<MailBody> ComposeAsync(PublishedMail model, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Not written yet.");

    /// <summary>A report called back from its reviewers.</summary>
    public static ValueTask<MailBody> ComposeAsync(RecalledMail model, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Not written yet.");
}
