using System.Globalization;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Reminders;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>Says why a report's workflow is where it is, from the report's own facts. Pure.</summary>
internal static class WorkflowExplainer
{
    public static WorkflowExplanation Explain(WorkflowFacts facts) =>
        facts.Instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed => Say(
                WaitingFor.Nobody,
                new Bilingual("流程已正常结束，无需处理。", "The workflow has ended as it should; nobody needs to act.")
            ),
            OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled => Say(
                WaitingFor.Administrator,
                new Bilingual(
                    "流程已被管理员终止，报告不会自行继续。请系统管理员重新启动这个实例：流程从报告已记录的事实继续。",
                    "An administrator terminated the workflow; the report does not go on by itself. Have the instance restarted: it goes on from the facts recorded of the report."
                )
            ),
            OrchestrationRuntimeStatus.Failed => Failed(facts),
            OrchestrationRuntimeStatus.Suspended => Suspended(facts),
            _ => Running(facts),
        };

    private static WorkflowExplanation Failed(WorkflowFacts facts)
    {
        var error = facts.Instance.FailureDetails?.ErrorMessage ?? facts.Dossier?.Report.Failure;
        return Say(
            WaitingFor.Administrator,
            new Bilingual(
                $"流程因错误中止：{error ?? "原因见系统日志"}。排除原因后请系统管理员重新启动这个实例。",
                $"The workflow stopped with an error: {error ?? "see the system's log"}. Mend the cause, then have the instance restarted."
            )
        ) with
        {
            LastError = error,
        };
    }

    private static WorkflowExplanation Suspended(WorkflowFacts facts)
    {
        // An engine that parks what it cannot run says so by a failure; whoever suspended on purpose stands in the audit trail.
        var parked = facts.Instance.FailureDetails?.ErrorMessage;
        var first = parked is null
            ? new Bilingual(
                "流程已被管理员暂停（原因见审计记录），恢复后继续。",
                "An administrator suspended the workflow (the audit trail says why); it goes on when resumed."
            )
            : new Bilingual(
                $"流程暂时无法运行，已搁置：{parked} 排除原因后请恢复。",
                $"The workflow cannot run and was parked: {parked} Mend the cause, then resume it."
            );
        var beneath = Running(facts);
        return beneath with
        {
            WaitsFor = WaitingFor.Administrator,
            Words = [first, .. beneath.Words],
            LastError = parked ?? beneath.LastError,
        };
    }

    private static WorkflowExplanation Running(WorkflowFacts facts)
    {
        if (facts.Dossier is not { } dossier)
        {
            return Say(
                WaitingFor.Administrator,
                new Bilingual("没有与这个流程对应的报告。", "There is no report that this workflow belongs to.")
            );
        }

        var report = dossier.Report;
        if (facts.Address.Stage is { } stage)
        {
            return Stage(facts, dossier, facts.Address.Round ?? report.Round, stage);
        }

        return report.Status switch
        {
            ReportStatus.Draft or ReportStatus.Returned or ReportStatus.Recalled => Drafting(facts, report),
            ReportStatus.SecrecyReview or ReportStatus.SignOff when report.Stage is { } current => Stage(
                facts,
                dossier,
                report.Round,
                current
            ),
            ReportStatus.SecrecyHold => Say(
                WaitingFor.SuperiorSecrecyOffice,
                new Bilingual("保密疑点已上报，等待上级答复。", "A secrecy doubt was referred upward and waits for an answer.")
            ),
            ReportStatus.PublishFailed => Say(
                WaitingFor.Administrator,
                new Bilingual(
                    $"发布未完成：{report.Failure}。排除原因后请管理员重新发布。",
                    $"Publication stopped: {report.Failure}. Mend the cause, then publish again."
                )
            ) with
            {
                LastError = report.Failure,
            },
            ReportStatus.Publishing => Say(
                WaitingFor.System,
                new Bilingual("正在发布，无需处理。", "It is being published; nobody needs to act.")
            ),
            _ => Say(WaitingFor.System, new Bilingual("流程即将继续，无需处理。", "The workflow is about to go on; nobody needs to act.")),
        };
    }

    private static WorkflowExplanation Drafting(WorkflowFacts facts, StoredReport report)
    {
        if (report.Submission is not null)
        {
            return Say(
                WaitingFor.System,
                new Bilingual("提交已记录，即将开始审查。", "The submission is recorded; review is about to begin.")
            );
        }

        var name = facts.Drafter?.Name ?? report.DrafterId;
        return Say(
            facts.Drafter is { Active: true } ? WaitingFor.Drafter : WaitingFor.Administrator,
            facts.Drafter is { Active: true }
                ? new Bilingual($"等待拟稿人{name}提交报告。", $"It waits for the drafter {name} to submit the report.")
                : new Bilingual(
                    $"等待拟稿人{name}提交报告，但该人员已不在岗，请管理员安排他人。",
                    $"It waits for the drafter {name}, who is not on the staff any more: assign somebody else."
                )
        ) with
        {
            LastError = report.Failure,
        };
    }

    private static WorkflowExplanation Stage(WorkflowFacts facts, Dossier dossier, int round, string stage)
    {
        var report = dossier.Report;
        var open = dossier
            .Tasks.Where(task => task.Round == round && task.Stage == stage && task.State == TaskState.Open)
            .OrderBy(task => task.Due)
            .ToList();
        if (
            open.Count == 0
            || report.Round != round
            || report.Stage != stage
            || report.StageOutcome is not null
            || report.Recall is not null
        )
        {
            return Say(
                WaitingFor.System,
                new Bilingual("决定已记录，流程即将继续。", "What was decided is recorded; the workflow is about to go on.")
            ) with
            {
                LastError = report.Failure,
            };
        }

        var kind = facts.Policy?.Stages.FirstOrDefault(candidate => candidate.Key == stage)?.Kind;
        var title = kind is { } known ? Words.Stage(known) : new Bilingual(stage, stage);
        var due = open[0].Due;
        var day = ChinaTime.DateOf(due);
        var isOverdue = facts.Now > due;
        var zhDay = day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
        var enDay = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Say(
            WaitingFor.Reviewers,
            new Bilingual(
                $"{title.Zh}（第 {round} 轮）等待{People(open, zh: true)}作出决定，应于{zhDay}前完成{(isOverdue ? "，已逾期" : "")}。",
                $"{title.En} (round {round}) waits for {People(open, zh: false)}, due {enDay}{(isOverdue ? ", overdue" : "")}."
            )
        ) with
        {
            OpenTasks = open,
            Due = due,
            IsOverdue = isOverdue,
            LastError = report.Failure,
        };
    }

    private static string People(IEnumerable<StoredTask> open, bool zh) =>
        string.Join(
            zh ? "、" : ", ",
            open.Select(task => zh ? $"{task.PersonName}（{Words.Role(task.Role).Zh}）" : $"{task.PersonName} ({Words.Role(task.Role).En})")
        );

    private static WorkflowExplanation Say(WaitingFor waitsFor, Bilingual words) =>
        new()
        {
            Words = [words],
            WaitsFor = waitsFor,
            OpenTasks = [],
        };
}
