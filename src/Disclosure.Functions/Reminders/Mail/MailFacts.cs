using System.Globalization;
using System.Text.Json;
using Disclosure.Functions.Http;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;

namespace Disclosure.Functions.Reminders.Mail;

/// <summary>The kinds of mail, as they stand in the outbox.</summary>
internal static class MailKinds
{
    public const string SignIn = "signIn";
    public const string Review = "review";
    public const string Returned = "returned";
    public const string Recalled = "recalled";
    public const string Published = "published";
}

/// <summary>What a sign-in mail is about; the token is derived from it when the mail is sent.</summary>
internal sealed record SignInMailModel(string Nonce, DateTimeOffset ExpiresAt);

/// <summary>Why a reviewer is written to this time; everything else is read when the mail is sent.</summary>
internal sealed record ReviewMailModel(string Reason);

/// <summary>Who ended a round, and why.</summary>
internal sealed record RoundEndedMailModel(string ByName, string Reason);

/// <summary>
/// Makes outbox messages with ids that follow from what they are about, so that a step that runs twice asks for one mail. No message holds
/// a token or a code.
/// </summary>
internal static class MailFacts
{
    public static OutboxMessage SignIn(Person person, string nonce, DateTimeOffset now, DateTimeOffset expiresAt) =>
        To(
            person,
            MailKinds.SignIn,
            $"{MailKinds.SignIn}:{person.OrganCode}:{person.Id}:{nonce}",
            now,
            new SignInMailModel(nonce, expiresAt)
        );

    /// <param name="person">The reviewer.</param>
    /// <param name="report">The report.</param>
    /// <param name="task">Whose current link the mail carries.</param>
    /// <param name="reason">A name of <see cref="Disclosure.Pages.Mail.ReviewMailKind"/>.</param>
    /// <param name="occasion">Tells mails of one kind about one link apart: a day, or empty for the first.</param>
    /// <param name="now">When it is asked for.</param>
    public static OutboxMessage Review(
        Person person,
        ReportId report,
        StoredTask task,
        string reason,
        string occasion,
        DateTimeOffset now
    ) =>
        To(
            person,
            MailKinds.Review,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{MailKinds.Review}:{report}:{task.Round}:{task.Stage}:{person.Id}:{task.Issue}:{reason}:{occasion}"
            ),
            now,
            new ReviewMailModel(reason)
        ) with
        {
            ReportId = report,
            Round = task.Round,
            Stage = task.Stage,
            Issue = task.Issue,
        };

    public static OutboxMessage RoundEnded(
        Person person,
        string kind,
        ReportId report,
        int round,
        string? stage,
        RoundEndedMailModel model,
        DateTimeOffset now
    ) =>
        To(person, kind, string.Create(CultureInfo.InvariantCulture, $"{kind}:{report}:{round}:{person.Id}"), now, model) with
        {
            ReportId = report,
            Round = round,
            Stage = stage,
        };

    public static OutboxMessage Published(Person person, ReportId report, int revision, DateTimeOffset now) =>
        To(
            person,
            MailKinds.Published,
            string.Create(CultureInfo.InvariantCulture, $"{MailKinds.Published}:{report}:{revision}:{person.Id}"),
            now,
            new { }
        ) with
        {
            ReportId = report,
        };

    private static OutboxMessage To(Person person, string kind, string id, DateTimeOffset now, object model) =>
        new()
        {
            Id = id,
            Kind = kind,
            ToPersonId = person.Id,
            ToEmail = person.Email,
            OrganCode = person.OrganCode,
            ModelJson = JsonSerializer.Serialize(model, Json.Wire),
            CreatedAt = now,
            NextAttemptAt = now,
        };
}
