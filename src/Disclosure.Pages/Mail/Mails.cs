using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Mail;

/// <summary>The mails, as subject, plain text and HTML. The same model gives the same mail every time.</summary>
public static class Mails
{
    /// <summary>A link to sign in.</summary>
    public static ValueTask<MailBody> ComposeAsync(SignInLinkMail model, CancellationToken cancellationToken = default)
    {
        var texts = MailTexts.For(model.Language);
        return (
            Compose(model, texts.SignInSubject, [texts.SignInText]) with
            {
                Link = new LetterLink(texts.SignInLink, model.Link),
                Facts = [new LetterFact(texts.ExpiresAt, When.Moment(model.ExpiresAt, model.Language))],
                Remarks = [texts.SignInRemark],
            }
        ).ComposeAsync(cancellationToken);
    }

    /// <summary>A report to review, a reminder of it, or a new link to it.</summary>
    public static ValueTask<MailBody> ComposeAsync(ReviewTaskMail model, CancellationToken cancellationToken = default)
    {
        var texts = MailTexts.For(model.Language);
        var (subject, text) = texts.Of(model.Kind, model.HandedOverBy);
        return (
            Compose(model, subject.With(model.ReportTitle, model.Stage), [text]) with
            {
                Facts =
                [
                    new LetterFact(texts.Report, model.ReportTitle),
                    new LetterFact(texts.Stage, texts.StageAndRound.With(model.Stage, model.Round)),
                    new LetterFact(texts.Drafter, model.DrafterName),
                    .. DueOf(model, texts),
                    .. model.ExpiresAt is { } expires
                        ? [new LetterFact(texts.ExpiresAt, When.Moment(expires, model.Language))]
                        : Array.Empty<LetterFact>(),
                ],
                Link = new LetterLink(texts.ReviewLink, model.Link),
                Code = new LetterFact(texts.Code, model.Code),
                Remarks = [texts.ReviewRemark],
            }
        ).ComposeAsync(cancellationToken);
    }

    /// <summary>A report returned to its drafter.</summary>
    public static ValueTask<MailBody> ComposeAsync(ReturnedMail model, CancellationToken cancellationToken = default)
    {
        var texts = MailTexts.For(model.Language);
        return (
            Compose(model, texts.ReturnedSubject.With(model.ReportTitle), [texts.ReturnedText]) with
            {
                Facts =
                [
                    new LetterFact(texts.Report, model.ReportTitle),
                    new LetterFact(texts.Stage, texts.StageAndRound.With(model.Stage, model.Round)),
                    new LetterFact(texts.Reviewer, model.ReviewerName),
                    new LetterFact(texts.Reason, model.Reason),
                ],
                Link = model.Link is null ? null : new LetterLink(texts.DeskLink, model.Link),
            }
        ).ComposeAsync(cancellationToken);
    }

    /// <summary>A report published.</summary>
    public static ValueTask<MailBody> ComposeAsync(PublishedMail model, CancellationToken cancellationToken = default)
    {
        var texts = MailTexts.For(model.Language);
        return (
            Compose(model, texts.PublishedSubject.With(model.ReportTitle), [texts.PublishedText]) with
            {
                Facts =
                [
                    new LetterFact(texts.Report, model.ReportTitle),
                    new LetterFact(texts.IndexNumber, model.IndexNumber),
                    new LetterFact(texts.PublishedAt, When.Moment(model.PublishedAt, model.Language)),
                    new LetterFact(texts.Digest, model.Digest),
                    .. model.AuditHead is { } head ? [new LetterFact(texts.AuditHead, head)] : Array.Empty<LetterFact>(),
                ],
                Link = new LetterLink(texts.PublicLink, model.Address),
                Remarks = [texts.PublishedRemark],
            }
        ).ComposeAsync(cancellationToken);
    }

    /// <summary>A report called back from its reviewers.</summary>
    public static ValueTask<MailBody> ComposeAsync(RecalledMail model, CancellationToken cancellationToken = default)
    {
        var texts = MailTexts.For(model.Language);
        return (
            Compose(model, texts.RecalledSubject.With(model.ReportTitle), [texts.RecalledText]) with
            {
                Facts =
                [
                    new LetterFact(texts.Report, model.ReportTitle),
                    new LetterFact(texts.RecalledBy, model.RecalledBy),
                    .. string.IsNullOrWhiteSpace(model.Reason) ? Array.Empty<LetterFact>() : [new LetterFact(texts.Reason, model.Reason)],
                ],
            }
        ).ComposeAsync(cancellationToken);
    }

    private static Letter Compose(MailModel model, string subject, IReadOnlyList<string> paragraphs) =>
        new()
        {
            Language = model.Language,
            SiteName = model.SiteName,
            Subject = subject,
            Greeting = MailTexts.For(model.Language).Greeting.With(model.PersonName),
            Paragraphs = paragraphs,
        };

    private static IEnumerable<LetterFact> DueOf(ReviewTaskMail model, MailTexts texts)
    {
        if (model.Due is { } due)
        {
            var moment = When.Moment(due, model.Language);
            yield return new LetterFact(
                texts.Due,
                string.IsNullOrEmpty(model.DueExplanation) ? moment : texts.DueExplained.With(moment, model.DueExplanation)
            );
        }
    }
}
