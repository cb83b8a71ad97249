using Disclosure.Functions.Reminders;
using Disclosure.Functions.Workflow;
using Disclosure.Pages.Review;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Review;

/// <summary>
/// Records decisions: the decision, its task, the verdict it brings about and the audit entry in one transaction, then the event. What the
/// transaction refused never happened; what it took stands even if the event is lost.
/// </summary>
internal sealed class DecisionService(
    DossierEditor editor,
    OrganRepository organs,
    LinkIssuer links,
    FactAnnouncer announcer,
    TimeProvider time
)
{
    /// <summary>Records one decision by the holder of a live link, or says why not.</summary>
    public async Task<DecisionOutcome> DecideAsync(
        DurableTaskClient client,
        LiveLink link,
        Judgement judgement,
        CancellationToken cancellationToken
    )
    {
        var report = link.Dossier.Report;
        var fact =
            judgement.Kind == DecisionKind.Delegate
                ? Fact.HandedOver(report.Id, link.Task.Round, link.Task.Stage, link.Task.PersonId)
                : Fact.Decided(report.Id, link.Task.Round, link.Task.Stage, link.Task.PersonId);

        // Before the decision: if the process dies between the commit and the event, the sweeper finds this and raises the event.
        await announcer.PrepareAsync(fact, cancellationToken);
        var policy = await organs.GetPolicyAsync(report.Id.Organ, report.PolicyVersion ?? 0, cancellationToken);
        var stage = policy?.Stages.FirstOrDefault(candidate => candidate.Key == link.Task.Stage);
        var successor = judgement.To is { } to ? await organs.GetPersonAsync(report.Id.Organ, to, cancellationToken) : null;
        var outcome =
            await editor.ApplyAsync(report.Id, dossier => Judge(dossier, link, stage, judgement, successor), cancellationToken)
            ?? new DecisionOutcome.Dead(DeadLinkReason.Unknown);
        if (outcome is DecisionOutcome.Recorded)
        {
            await announcer.RaiseAsync(client, fact, cancellationToken);
        }

        return outcome;
    }

    private Edit<DecisionOutcome> Judge(Dossier dossier, LiveLink link, PolicyStage? stage, Judgement judgement, Person? successor)
    {
        var task = dossier.Tasks.FirstOrDefault(candidate =>
            candidate.Round == link.Task.Round && candidate.Stage == link.Task.Stage && candidate.PersonId == link.Task.PersonId
        );
        if (task is null || stage is null)
        {
            return Keep(new DecisionOutcome.Dead(DeadLinkReason.Unknown));
        }

        var stageDecisions = dossier.Decisions.Where(decision => decision.Round == task.Round && decision.Stage == task.Stage).ToList();
        if (stageDecisions.Find(decision => decision.PersonId == task.PersonId) is { } earlier)
        {
            return Keep(new DecisionOutcome.AlreadyDecided(earlier));
        }

        if (TaskRules.Death(dossier, task, link.Issue) is { } death)
        {
            return Keep(new DecisionOutcome.Dead(death));
        }

        var digest = dossier.Report.Submission!.Digest;
        if (judgement.ShownDigest is { } shown && shown != digest)
        {
            return Keep(new DecisionOutcome.Dead(DeadLinkReason.ContentChanged));
        }

        if (TaskRules.Drafters(dossier).Contains(task.PersonId))
        {
            return Keep(new DecisionOutcome.OwnDraft());
        }

        if (judgement.Kind == DecisionKind.Delegate && !MayTakeOver(dossier, task, stage, link.Person, successor))
        {
            return Keep(new DecisionOutcome.NotEligible());
        }

        var decision = new StoredDecision
        {
            Round = task.Round,
            Stage = task.Stage,
            PersonId = task.PersonId,
            Kind = judgement.Kind,
            Comment = judgement.Comment,
            Places = judgement.Places,
            Digest = digest,
            At = time.GetUtcNow(),
            Via = judgement.Via,
            OnBehalfOf = task.OnBehalfOf,
            DelegatedTo = judgement.Kind == DecisionKind.Delegate ? successor?.Id : null,
        };
        if (judgement.Kind == DecisionKind.Delegate)
        {
            return HandOver(dossier, task, decision, successor!);
        }

        var asked = TaskRules.Asked(dossier, task.Round, task.Stage);
        var change = new ReportChange
        {
            Based = dossier.Report,
            Next = dossier.Report with { StageOutcome = TaskRules.OutcomeOf(stage, asked, [.. stageDecisions, decision]) },
            Tasks = [task with { State = TaskState.Decided }],
            Decision = decision,
            Audit = [Entry(task, decision)],
        };
        return new Edit<DecisionOutcome>.Write(change, new DecisionOutcome.Recorded(decision));
    }

    private bool MayTakeOver(Dossier dossier, StoredTask task, PolicyStage stage, Person from, Person? to) =>
        to is not null && TaskRules.MayTakeOver(dossier, task, stage, from, to, time.Today());

    /// <summary>The task ends, another's begins on behalf of whoever was asked first; nothing is decided about the report.</summary>
    private Edit<DecisionOutcome> HandOver(Dossier dossier, StoredTask task, StoredDecision decision, Person successor)
    {
        var next = task with
        {
            PersonId = successor.Id,
            PersonName = successor.Name,
            Issue = 1,
            LinkHash = links.HashOf(dossier.Report.Id, task.Round, task.Stage, successor.Id, 1),
            IssuedAt = decision.At,
            RemindedAt = null,
            OnBehalfOf = task.OnBehalfOf ?? task.PersonId,
        };
        var change = new ReportChange
        {
            Based = dossier.Report,
            Next = dossier.Report,
            Tasks = [task with { State = TaskState.Closed, ClosedReason = TaskRules.NameOf(DeadLinkReason.Reassigned) }, next],
            Decision = decision,
            Audit = [Entry(task, decision)],
        };
        return new Edit<DecisionOutcome>.Write(change, new DecisionOutcome.Recorded(decision));
    }

    private static Edit<DecisionOutcome> Keep(DecisionOutcome outcome) => new Edit<DecisionOutcome>.Keep(outcome);

    private static AuditDraft Entry(StoredTask task, StoredDecision decision) =>
        new()
        {
            ActorId = task.PersonId,
            ActorName = task.PersonName,
            Action = decision.Kind switch
            {
                DecisionKind.Approve => AuditActions.Approved,
                DecisionKind.Delegate => AuditActions.HandedOver,
                _ => AuditActions.ReturnedByReviewer,
            },
            Digest = decision.Digest,
            OnBehalfOf = decision.OnBehalfOf,
            Via = decision.Via,
            Details = new Dictionary<string, string>
            {
                ["stage"] = task.Stage,
                ["round"] = AuditActions.Number(task.Round),
                ["comment"] = decision.Comment,
                ["to"] = decision.DelegatedTo ?? "",
            }
                .Where(detail => detail.Key != "to" || detail.Value.Length > 0)
                .ToDictionary(StringComparer.Ordinal),
        };
}
