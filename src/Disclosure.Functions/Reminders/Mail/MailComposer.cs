using System.Text.Json;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Settings;
using Disclosure.Functions.WorkingDays;
using Disclosure.Pages.Mail;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Reminders.Mail;

/// <summary>A mail as it goes out, with the secrets that were derived for it.</summary>
internal sealed record ComposedMail(MailBody Body, IReadOnlyList<string> Links, string? Code);

/// <summary>Fills an outbox message's page at the moment of sending. Only here do tokens and codes meet a mail.</summary>
internal sealed class MailComposer(
    OrganRepository organs,
    ReportRepository reports,
    SecretDerivation secrets,
    CalendarSource calendars,
    IOptions<DisclosureOptions> options
)
{
    private string SiteName => options.Value.SiteName;

    /// <summary>Null if the person, the report or the task is gone, so that there is nothing to say any more.</summary>
    public async Task<ComposedMail?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (await organs.GetPersonAsync(message.OrganCode, message.ToPersonId, cancellationToken) is not { } person)
        {
            return null;
        }

        if (message.Kind == MailKinds.SignIn)
        {
            return await SignInAsync(message, person, cancellationToken);
        }

        if (message.ReportId is not { } id || await reports.GetDossierAsync(id, cancellationToken) is not { } dossier)
        {
            return null;
        }

        var title = await TitleAsync(id, cancellationToken);
        return message.Kind switch
        {
            MailKinds.Review => await ReviewAsync(message, person, dossier, title, cancellationToken),
            MailKinds.Returned => await ReturnedAsync(message, person, dossier, title, cancellationToken),
            MailKinds.Recalled => await RecalledAsync(message, person, title, cancellationToken),
            MailKinds.Published => await PublishedAsync(person, dossier.Report, title, cancellationToken),
            _ => throw new InvalidOperationException($"No mail is known by the kind '{message.Kind}'."),
        };
    }

    private async Task<ComposedMail> SignInAsync(OutboxMessage message, Person person, CancellationToken cancellationToken)
    {
        var model = Read<SignInMailModel>(message);
        var link = Address("/sign-in/" + secrets.Token(new LinkSubject.SignIn(person.OrganCode.Value, person.Id, model.Nonce)));
        var body = await Mails.ComposeAsync(
            new SignInLinkMail
            {
                Language = LanguageOf(person),
                SiteName = SiteName,
                PersonName = person.Name,
                Link = link,
                ExpiresAt = ChinaTime.Local(model.ExpiresAt),
            },
            cancellationToken
        );
        return new ComposedMail(body, [link], null);
    }

    private async Task<ComposedMail?> ReviewAsync(
        OutboxMessage message,
        Person person,
        Dossier dossier,
        string title,
        CancellationToken cancellationToken
    )
    {
        var task = dossier.Tasks.FirstOrDefault(candidate =>
            candidate.Round == message.Round && candidate.Stage == message.Stage && candidate.PersonId == person.Id
        );
        if (task is null || await StageAsync(dossier.Report, task.Stage, cancellationToken) is not { } stage)
        {
            return null;
        }

        var subject = new LinkSubject.Review(dossier.Report.Id.ToString(), task.Round, task.Stage, person.Id, message.Issue ?? task.Issue);
        var link = Address("/review/" + secrets.Token(subject));
        var code = secrets.Code(subject);
        var drafter = await organs.GetPersonAsync(person.OrganCode, dossier.Report.DrafterId, cancellationToken);
        var calendar = await calendars.ForAsync(dossier.Report.Id.Organ, cancellationToken);
        var body = await Mails.ComposeAsync(
            new ReviewTaskMail
            {
                Language = LanguageOf(person),
                SiteName = SiteName,
                PersonName = person.Name,
                Kind = Enum.Parse<ReviewMailKind>(Read<ReviewMailModel>(message).Reason),
                ReportTitle = title,
                Stage = Words.Stage(stage.Kind).In(LanguageOf(person)),
                Round = task.Round,
                DrafterName = drafter?.Name ?? dossier.Report.DrafterId,
                Due = ChinaTime.Local(task.Due),
                DueExplanation = StageClock.Explanation(stage, task, calendar).In(LanguageOf(person)),
                Link = link,
                Code = code,
                ExpiresAt = ChinaTime.Local(message.CreatedAt + options.Value.ReviewLinkLifetime),
            },
            cancellationToken
        );
        return new ComposedMail(body, [link], code);
    }

    private async Task<ComposedMail> ReturnedAsync(
        OutboxMessage message,
        Person person,
        Dossier dossier,
        string title,
        CancellationToken cancellationToken
    )
    {
        var model = Read<RoundEndedMailModel>(message);
        var stage = message.Stage is null ? null : await StageAsync(dossier.Report, message.Stage, cancellationToken);
        var body = await Mails.ComposeAsync(
            new ReturnedMail
            {
                Language = LanguageOf(person),
                SiteName = SiteName,
                PersonName = person.Name,
                ReportTitle = title,
                Stage = Words.Stage(stage?.Kind ?? StageKind.Secrecy).In(LanguageOf(person)),
                Round = message.Round ?? dossier.Report.Round,
                ReviewerName = model.ByName,
                Reason = model.Reason,
            },
            cancellationToken
        );
        return new ComposedMail(body, [], null);
    }

    private async Task<ComposedMail> RecalledAsync(OutboxMessage message, Person person, string title, CancellationToken cancellationToken)
    {
        var model = Read<RoundEndedMailModel>(message);
        var body = await Mails.ComposeAsync(
            new RecalledMail
            {
                Language = LanguageOf(person),
                SiteName = SiteName,
                PersonName = person.Name,
                ReportTitle = title,
                Round = message.Round ?? 0,
                RecalledBy = model.ByName,
                Reason = model.Reason,
            },
            cancellationToken
        );
        return new ComposedMail(body, [], null);
    }

    private async Task<ComposedMail?> PublishedAsync(Person person, StoredReport report, string title, CancellationToken cancellationToken)
    {
        if (report.Publication is not { Url: { } url, PublishedAt: { } publishedAt } publication || report.Digest is not { } digest)
        {
            return null;
        }

        var body = await Mails.ComposeAsync(
            new PublishedMail
            {
                Language = LanguageOf(person),
                SiteName = SiteName,
                PersonName = person.Name,
                ReportTitle = title,
                IndexNumber = publication.IndexNumber.ToString(),
                Address = url,
                PublishedAt = ChinaTime.Local(publishedAt),
                Digest = digest.ToString(),
                AuditHead = report.AuditHead,
            },
            cancellationToken
        );
        return new ComposedMail(body, [url], null);
    }

    private async Task<PolicyStage?> StageAsync(StoredReport report, string stage, CancellationToken cancellationToken) =>
        report.PolicyVersion is { } version && await organs.GetPolicyAsync(report.Id.Organ, version, cancellationToken) is { } policy
            ? policy.Stages.FirstOrDefault(candidate => candidate.Key == stage)
            : null;

    private async Task<string> TitleAsync(ReportId id, CancellationToken cancellationToken)
    {
        var organ = await organs.GetAsync(id.Organ, cancellationToken);
        return Disclosure.Reports.Formats.FormatEdition.For(id.Year).TitleFor(organ?.NameZh ?? id.Organ.Value, id.Year);
    }

    private string Address(string path) => options.Value.PublicBaseUrl + path;

    private static Language LanguageOf(Person person) => person.Language == StaffLanguage.En ? Language.En : Language.Zh;

    private static T Read<T>(OutboxMessage message) =>
        JsonSerializer.Deserialize<T>(message.ModelJson, Json.Wire)
        ?? throw new InvalidOperationException($"The model of message {message.Id} is empty.");
}
