using Disclosure.Functions.Identity;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Mail;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Review;

/// <summary>Makes a task's current link known to storage (as a hash) and asks for the mail that carries it. May be repeated.</summary>
internal sealed class LinkIssuer(
    LinkRepository links,
    OrganRepository organs,
    OutboxRepository outbox,
    SecretDerivation secrets,
    TimeProvider time,
    IOptions<DisclosureOptions> options
)
{
    /// <summary>What storage keeps of a link.</summary>
    public string HashOf(ReportId report, int round, string stage, string personId, int issue) =>
        TokenHash.Of(secrets.Token(Subject(report, round, stage, personId, issue))).ToString();

    /// <summary>Issues the task's link and mails it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="task">The task, whose issue number names the link.</param>
    /// <param name="kind">Why the mail is sent.</param>
    /// <param name="occasion">Tells mails of one kind about one link apart.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task IssueAsync(
        ReportId report,
        StoredTask task,
        ReviewMailKind kind,
        string occasion,
        CancellationToken cancellationToken
    )
    {
        if (await organs.GetPersonAsync(report.Organ, task.PersonId, cancellationToken) is not { } person)
        {
            return;
        }

        var now = time.GetUtcNow();
        var subject = Subject(report, task.Round, task.Stage, task.PersonId, task.Issue);
        var token = secrets.Token(subject);
        await links.InsertAsync(
            new StoredLink
            {
                Hash = TokenHash.Of(token),
                Kind = LinkKind.Review,
                OrganCode = report.Organ,
                PersonId = person.Id,
                ReportId = report,
                Round = task.Round,
                Stage = task.Stage,
                Issue = task.Issue,
                CodeHash = TokenHash.OfCode(token, secrets.Code(subject)),
                CreatedAt = now,
                ExpiresAt = now + options.Value.ReviewLinkLifetime,
            },
            cancellationToken
        );
        await outbox.AddAsync(MailFacts.Review(person, report, task, kind.ToString(), occasion, now), cancellationToken);
    }

    private static LinkSubject.Review Subject(ReportId report, int round, string stage, string personId, int issue) =>
        new(report.ToString(), round, stage, personId, issue);
}
