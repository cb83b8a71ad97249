using Disclosure.Pages.Review;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Review;

/// <summary>The rules of deciding, without any I/O: they are judged on the dossier that the decision's transaction is based on.</summary>
internal static class TaskRules
{
    /// <summary>Why a task's link decides nothing any more; null if it does.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="task">The task that the link was for.</param>
    /// <param name="issue">The link's issue number.</param>
    public static DeadLinkReason? Death(Dossier dossier, StoredTask task, int issue)
    {
        var report = dossier.Report;
        if (task.State == TaskState.Decided)
        {
            return DeadLinkReason.Decided;
        }

        if (issue != task.Issue)
        {
            return DeadLinkReason.Replaced;
        }

        if (task.State == TaskState.Closed)
        {
            return ReasonOf(task.ClosedReason);
        }

        if (report.Recall is { } recall && recall.Round == task.Round)
        {
            return DeadLinkReason.Recalled;
        }

        if (report.Round != task.Round || report.Stage != task.Stage || report.Submission is null)
        {
            return DeadLinkReason.StageClosed;
        }

        return report.StageOutcome switch
        {
            null => null,
            StageOutcome.Returned => DeadLinkReason.Returned,
            _ => DeadLinkReason.StageClosed,
        };
    }

    /// <summary>What all decisions of a stage amount to; null while it is open.</summary>
    /// <param name="stage">The policy's stage.</param>
    /// <param name="asked">How many people are asked: <see cref="Asked"/>.</param>
    /// <param name="decisions">The decisions of this stage and round.</param>
    public static StageOutcome? OutcomeOf(PolicyStage stage, int asked, IEnumerable<StoredDecision> decisions)
    {
        var all = decisions.ToList();
        if (all.Exists(decision => decision.Kind == DecisionKind.Return))
        {
            return StageOutcome.Returned;
        }

        var approvals = all.Where(decision => decision.Kind == DecisionKind.Approve)
            .Select(decision => decision.PersonId)
            .Distinct()
            .Count();
        return asked > 0 && approvals >= stage.Quorum.Needed(asked) ? StageOutcome.Approved : null;
    }

    /// <summary>How many people a stage of a round asks: who has handed their task over is asked no more, who took it is.</summary>
    public static int Asked(Dossier dossier, int round, string stage) =>
        dossier.Tasks.Count(task => task.Round == round && task.Stage == stage && !IsHandedOver(task));

    /// <summary>
    /// Whether a person may take a task over: on the staff, asked by the stage itself or standing in for who is, not a drafter, and
    /// not asked in this stage already.
    /// </summary>
    public static bool MayTakeOver(Dossier dossier, StoredTask task, PolicyStage stage, Person from, Person to, DateOnly today) =>
        to.Active
        && to.Id != task.PersonId
        && !Drafters(dossier).Contains(to.Id)
        && !dossier.Tasks.Any(other => other.Round == task.Round && other.Stage == task.Stage && other.PersonId == to.Id)
        && (
            (from.Deputy is { } deputy && deputy.PersonId == to.Id && deputy.IsOn(today))
            || (stage.PersonIds.Count > 0 ? stage.PersonIds.Contains(to.Id) : stage.Role is { } role && to.Has(role))
            || Array.Exists(RolesOf(stage.Kind), to.Has)
        );

    private static StaffRole[] RolesOf(StageKind kind) =>
        kind == StageKind.Secrecy ? [StaffRole.SecrecyReviewer] : [StaffRole.DeputyLeader, StaffRole.HeadLeader];

    private static bool IsHandedOver(StoredTask task) =>
        task.State == TaskState.Closed && task.ClosedReason == NameOf(DeadLinkReason.Reassigned);

    /// <summary>Everybody who has written or submitted this report: none of them may decide on it.</summary>
    public static IReadOnlySet<string> Drafters(Dossier dossier) =>
        dossier
            .Revisions.Select(revision => revision.By)
            .Append(dossier.Report.DrafterId)
            .Append(dossier.Report.Submission?.By ?? dossier.Report.DrafterId)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The name under which a death is kept with a closed task.</summary>
    public static string NameOf(DeadLinkReason reason) => reason.ToString();

    private static DeadLinkReason ReasonOf(string? name) =>
        Enum.TryParse<DeadLinkReason>(name, out var reason) ? reason : DeadLinkReason.StageClosed;
}
