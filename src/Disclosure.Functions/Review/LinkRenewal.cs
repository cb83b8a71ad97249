using Disclosure.Functions.Workflow;
using Disclosure.Pages.Mail;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;

namespace Disclosure.Functions.Review;

/// <summary>Sends a new link for a task that still waits, to the person whose task it is. The old link dies with it.</summary>
internal sealed class LinkRenewal(DossierEditor editor, LinkIssuer issuer)
{
    public async Task RenewAsync(LinkInspection inspection, CancellationToken cancellationToken)
    {
        var link = inspection switch
        {
            LinkInspection.Live(var live) => live.Link,
            LinkInspection.Dead { MayRenew: true } dead => dead.Link,
            _ => null,
        };
        if (link is not { ReportId: { } id })
        {
            return;
        }

        var renewed = await editor.ApplyAsync<StoredTask>(id, dossier => Renew(dossier, link), cancellationToken);
        if (renewed is { State: TaskState.Open } task)
        {
            await issuer.IssueAsync(id, task, ReviewMailKind.NewLink, "", cancellationToken);
        }
    }

    private Edit<StoredTask> Renew(Dossier dossier, StoredLink link)
    {
        var task = dossier.Tasks.First(candidate =>
            candidate.Round == link.Round && candidate.Stage == link.Stage && candidate.PersonId == link.PersonId
        );

        // Asked for twice from the same old link: the newer one is on its way already.
        if (link.Issue != task.Issue || TaskRules.Death(dossier, task, task.Issue) is not null)
        {
            return new Edit<StoredTask>.Keep(task);
        }

        var next = task with
        {
            Issue = task.Issue + 1,
            LinkHash = issuer.HashOf(dossier.Report.Id, task.Round, task.Stage, task.PersonId, task.Issue + 1),
        };
        var entry = new AuditDraft
        {
            ActorId = task.PersonId,
            ActorName = task.PersonName,
            Action = AuditActions.LinkRenewed,
            Digest = dossier.Report.Submission?.Digest,
            Via = DecisionVia.Link,
            Details = new Dictionary<string, string> { ["stage"] = task.Stage, ["issue"] = AuditActions.Number(next.Issue) },
        };
        return new Edit<StoredTask>.Write(
            new ReportChange
            {
                Based = dossier.Report,
                Next = dossier.Report,
                Tasks = [next],
                Audit = [entry],
            },
            next
        );
    }
}
