using Disclosure.Functions.Review;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Workflow;

/// <summary>
/// The last gate: judged again at publication from the recorded decisions, so that no fault of the workflow can publish what was not signed
/// off, or something else than was signed off.
/// </summary>
internal static class SignOffRules
{
    /// <summary>Why a report may not be published, in Chinese for the administrator; null if it may.</summary>
    public static string? Refusal(Dossier dossier, ReviewPolicy? policy)
    {
        var report = dossier.Report;
        if (report.Submission is not { } submission || report.Digest != submission.Digest)
        {
            return "待发布的内容与送审内容不一致，请重新送审。";
        }

        if (policy is null || policy.Stages.Count == 0)
        {
            return "找不到本轮适用的审查流程，请管理员检查审查设置。";
        }

        var drafters = TaskRules.Drafters(dossier);
        foreach (var stage in policy.Stages)
        {
            var decisions = dossier.Decisions.Where(decision => decision.Round == report.Round && decision.Stage == stage.Key).ToList();
            var asked = TaskRules.Asked(dossier, report.Round, stage.Key);
            if (asked == 0 || TaskRules.OutcomeOf(stage, asked, decisions) != StageOutcome.Approved)
            {
                return $"环节“{stage.Key}”没有完成审批，请重新送审。";
            }

            if (decisions.Any(decision => decision.Digest != submission.Digest))
            {
                return $"环节“{stage.Key}”审批的不是待发布的内容，请重新送审。";
            }

            if (decisions.Any(decision => drafters.Contains(decision.PersonId)))
            {
                return $"环节“{stage.Key}”由拟稿人本人审批，请更换审批人后重新送审。";
            }
        }

        return null;
    }
}
