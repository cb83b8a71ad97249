using Disclosure.Pages.Review;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Review;

/// <summary>A link whose task waits for a decision.</summary>
internal sealed record LiveLink(StoredLink Link, Dossier Dossier, StoredTask Task, Person Person, Organ Organ, PolicyStage Stage)
{
    public int Issue => Link.Issue;
}

/// <summary>What stands behind a token.</summary>
internal abstract record LinkInspection
{
    private LinkInspection() { }

    /// <summary>A decision may be made with it.</summary>
    public sealed record Live(LiveLink Link) : LinkInspection;

    /// <summary>It was good once. The person may ask for a new link where <see cref="MayRenew"/> says so.</summary>
    public sealed record Dead(
        DeadLinkReason Reason,
        StoredLink Link,
        bool MayRenew,
        StoredDecision? Decision,
        StoredTask? Task,
        Dossier Dossier
    ) : LinkInspection;

    /// <summary>There never was such a link.</summary>
    public sealed record Unknown : LinkInspection;
}

/// <summary>Looks at links without changing anything.</summary>
internal sealed class LinkInspector(LinkRepository links, ReportRepository reports, OrganRepository organs, TimeProvider time)
{
    public async Task<LinkInspection> InspectAsync(string token, CancellationToken cancellationToken)
    {
        if (
            await links.GetAsync(TokenHash.Of(token), cancellationToken) is not { Kind: LinkKind.Review, ReportId: { } id } link
            || await reports.GetDossierAsync(id, cancellationToken) is not { } dossier
        )
        {
            return new LinkInspection.Unknown();
        }

        var task = dossier.Tasks.FirstOrDefault(candidate =>
            candidate.Round == link.Round && candidate.Stage == link.Stage && candidate.PersonId == link.PersonId
        );
        var person = await organs.GetPersonAsync(link.OrganCode, link.PersonId, cancellationToken);
        var organ = await organs.GetAsync(link.OrganCode, cancellationToken);
        if (task is null || person is null || organ is null || dossier.Report.PolicyVersion is not { } version)
        {
            return new LinkInspection.Unknown();
        }

        var policy = await organs.GetPolicyAsync(id.Organ, version, cancellationToken);
        var stage = policy?.Stages.FirstOrDefault(candidate => candidate.Key == task.Stage);
        var ofTask = TaskRules.Death(dossier, task, link.Issue);
        var ofLink = link.StateAt(time.GetUtcNow()) switch
        {
            LinkState.Expired => DeadLinkReason.Expired,
            LinkState.Killed => DeadLinkReason.TooManyCodes,
            _ => (DeadLinkReason?)null,
        };
        if ((ofTask ?? ofLink) is not { } reason)
        {
            return stage is null || !person.Active
                ? new LinkInspection.Dead(DeadLinkReason.Reassigned, link, false, null, task, dossier)
                : new LinkInspection.Live(new LiveLink(link, dossier, task, person, organ, stage));
        }

        // What ended the task cannot be mended by a new link; what ended only this link can.
        var mayRenew = ofTask is null or DeadLinkReason.Replaced && TaskRules.Death(dossier, task, task.Issue) is null;
        var decision = dossier.Decisions.FirstOrDefault(candidate =>
            candidate.Round == task.Round && candidate.Stage == task.Stage && candidate.PersonId == task.PersonId
        );
        return new LinkInspection.Dead(reason, link, mayRenew && person.Active, decision, task, dossier);
    }
}
