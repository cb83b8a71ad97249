using Disclosure.Functions.Api;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Settings;
using Disclosure.Functions.WorkingDays;
using Disclosure.Pages.Review;
using Disclosure.Reports.Changes;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PersonView = Disclosure.Pages.Review.PersonView;

namespace Disclosure.Functions.Review;

/// <summary>Gathers what a review page shows: the frozen content, what was found in it, what changed, what others said.</summary>
internal sealed class ReviewModels(
    ReportReader reader,
    OrganRepository organs,
    CalendarSource calendars,
    Forms forms,
    TimeProvider time,
    IOptions<DisclosureOptions> options
)
{
    public string SiteName => options.Value.SiteName;

    /// <summary>The same as JSON.</summary>
    public async Task<ReviewView> ViewAsync(LiveLink link, Language language, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(link, cancellationToken);
        return new ReviewView
        {
            ReportId = link.Dossier.Report.Id.ToString(),
            Stage = link.Task.Stage,
            Round = link.Task.Round,
            Reviewer = link.Task.PersonName,
            Digest = seen.Digest.ToString(),
            Due = ChinaTime.Local(link.Task.Due),
            DueExplanation = await ExplainAsync(link, language, cancellationToken),
            State = link.Task.State,
            Findings = FindingView.Of(seen.Findings, language),
            Changes = ChangeView.Of(seen.Changes ?? [], language),
        };
    }

    /// <summary>The page, with whatever was wrong with the last attempt.</summary>
    public async Task<ReviewPageModel> PageAsync(
        LiveLink link,
        string token,
        Language language,
        bool isSignedIn,
        DecisionRequest? attempt,
        IReadOnlyList<FormError> errors,
        int? attemptsLeft,
        CancellationToken cancellationToken
    )
    {
        var seen = await SeeAsync(link, cancellationToken);
        var report = link.Dossier.Report;
        var staff = await organs.ListStaffAsync(report.Id.Organ, cancellationToken);
        var drafter = staff.FirstOrDefault(person => person.Id == report.DrafterId);
        return new ReviewPageModel
        {
            Language = language,
            SiteName = SiteName,
            Reviewer = Person(link.Task, language),
            OnBehalfOf = staff.FirstOrDefault(person => person.Id == link.Task.OnBehalfOf) is { } principal
                ? new PersonView(principal.Name, Words.Role(link.Task.Role).In(language))
                : null,
            ReportId = report.Id,
            OrganName = link.Organ.NameZh,
            Stage = Words.Stage(link.Stage.Kind).In(language),
            Round = link.Task.Round,
            Revision = report.Submission!.Revision,
            Digest = seen.Digest,
            Content = seen.Content,
            DrafterName = drafter?.Name ?? report.DrafterId,
            Due = new Pages.Review.DueView(
                ChinaTime.Local(link.Task.Due),
                await ExplainAsync(link, language, cancellationToken),
                time.GetUtcNow() > link.Task.Due
            ),
            Findings = seen.Findings,
            Reasons = report.Submission.Reasons,
            Changes = seen.Changes,
            ChangesSinceRound = seen.SinceRound,
            Opinions = [.. Opinions(link.Dossier, language)],
            Form = new DecisionForm
            {
                Action = "/review/" + Uri.EscapeDataString(token),
                Antiforgery = forms.For(token),
                Allowed = [ReviewDecision.Approve, ReviewDecision.Return, ReviewDecision.Delegate],
                Delegates =
                [
                    .. staff
                        .Where(person => TaskRules.MayTakeOver(link.Dossier, link.Task, link.Stage, link.Person, person, time.Today()))
                        .Select(person => new DelegateChoice(person.Id, person.Name, RoleWords(person, language))),
                ],
                To = attempt?.To,
                IsCodeRequired = !isSignedIn,
                AttemptsLeft = attemptsLeft,
                Decision = Enum.TryParse<ReviewDecision>(attempt?.Decision, ignoreCase: true, out var chosen) ? chosen : null,
                Comment = attempt?.Comment,
                Errors = errors,
            },
        };
    }

    /// <summary>The receipt of a decision, new or earlier.</summary>
    public async Task<ReceiptModel> ReceiptAsync(
        StoredTask task,
        StageKind kind,
        string title,
        StoredDecision decision,
        Language language,
        bool wasDecidedBefore,
        OrganCode organ,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Language = language,
            SiteName = SiteName,
            Reviewer = Person(task, language),
            ReportTitle = title,
            Stage = Words.Stage(kind).In(language),
            Round = decision.Round,
            Decision = (ReviewDecision)decision.Kind,
            Comment = decision.Comment,
            HandedTo = decision.DelegatedTo is { } to ? (await organs.GetPersonAsync(organ, to, cancellationToken))?.Name ?? to : null,
            DecidedAt = ChinaTime.Local(decision.At),
            Digest = decision.Digest,
            WasDecidedBefore = wasDecidedBefore,
        };

    private static string RoleWords(Person person, Language language) =>
        string.Join('、', person.Roles.Select(role => Words.Role(role.ToString()).In(language)));

    private static PersonView Person(StoredTask task, Language language) => new(task.PersonName, Words.Role(task.Role).In(language));

    private async Task<string> ExplainAsync(LiveLink link, Language language, CancellationToken cancellationToken) =>
        StageClock.Explanation(link.Stage, link.Task, await calendars.ForAsync(link.Organ, cancellationToken)).In(language);

    private static IEnumerable<OpinionView> Opinions(Dossier dossier, Language language) =>
        from decision in dossier.Decisions
        orderby decision.At
        let task = dossier.Tasks.First(candidate =>
            candidate.Round == decision.Round && candidate.Stage == decision.Stage && candidate.PersonId == decision.PersonId
        )
        let kind = task.Role == nameof(StaffRole.SecrecyReviewer) ? StageKind.Secrecy : StageKind.SignOff
        select new OpinionView
        {
            Person = Person(task, language),
            Stage = Words.Stage(kind).In(language),
            Round = decision.Round,
            Decision = (ReviewDecision)decision.Kind,
            At = ChinaTime.Local(decision.At),
            Comment = decision.Comment,
        };

    private async Task<Seen> SeeAsync(LiveLink link, CancellationToken cancellationToken)
    {
        var report = link.Dossier.Report;
        var digest = report.Submission!.Digest;
        var content = await reader.ContentAsync(report.Id, digest, cancellationToken);
        var findings = await reader.FindingsAsync(report.Id, content, cancellationToken);

        // What this person decided on last is what they last looked at.
        var last = link
            .Dossier.Decisions.Where(decision => decision.PersonId == link.Task.PersonId && decision.Round < link.Task.Round)
            .MaxBy(decision => decision.Round);
        var earlier = last ?? link.Dossier.Decisions.Where(decision => decision.Round < link.Task.Round).MaxBy(decision => decision.At);
        if (earlier is null)
        {
            return new Seen(content, digest, findings, null, null);
        }

        var before = await reader.ContentAsync(report.Id, earlier.Digest, cancellationToken);
        return new Seen(content, digest, findings, ContentDiff.Between(before, content), earlier.Round);
    }

    private sealed record Seen(
        ReportContent Content,
        ContentDigest Digest,
        IReadOnlyList<Finding> Findings,
        IReadOnlyList<ContentChange>? Changes,
        int? SinceRound
    );
}
