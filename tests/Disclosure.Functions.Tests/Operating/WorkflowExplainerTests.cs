using Disclosure.Functions.Demo;
using Disclosure.Functions.Operating.Instances;
using Disclosure.Reports;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Tests.Operating;

/// <summary>Why a report's workflow is where it is, without storage.</summary>
public sealed class WorkflowExplainerTests
{
    private static readonly DateTimeOffset s_now = new(2022, 1, 20, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly ReportId s_report = new(DemoPeople.Organ, 2021);

    [Theory]
    [InlineData(ReportStatus.Draft, WaitingFor.Drafter, "等待拟稿人李静提交报告。")]
    [InlineData(ReportStatus.Returned, WaitingFor.Drafter, "等待拟稿人李静提交报告。")]
    [InlineData(ReportStatus.Publishing, WaitingFor.System, "正在发布，无需处理。")]
    [InlineData(ReportStatus.SecrecyHold, WaitingFor.SuperiorSecrecyOffice, "保密疑点已上报，等待上级答复。")]
    internal void Running_ByStatus_SaysWhoMustAct(ReportStatus status, WaitingFor expected, string words)
    {
        var explanation = WorkflowExplainer.Explain(Facts(Report() with { Status = status }));

        Assert.Equal(expected, explanation.WaitsFor);
        Assert.Equal(words, explanation.Words[0].Zh);
        Assert.NotEmpty(explanation.Words[0].En);
    }

    [Theory]
    [InlineData("620700082-2021")]
    [InlineData("620700082-2021:2:secrecy")]
    public void Review_TasksOpen_NamesPeopleRolesRoundAndDay(string instance)
    {
        var explanation = WorkflowExplainer.Explain(
            Facts(InReview(), instance, Task("王建国", s_now.AddDays(1)), Task("赵敏", s_now.AddDays(2)))
        );

        Assert.Equal(
            "保密审查（第 2 轮）等待王建国（保密审查员）、赵敏（保密审查员）作出决定，应于2022年1月21日前完成。",
            explanation.Words[0].Zh
        );
        Assert.Equal(
            "Secrecy review (round 2) waits for 王建国 (Secrecy reviewer), 赵敏 (Secrecy reviewer), due 2022-01-21.",
            explanation.Words[0].En
        );
        Assert.Equal((WaitingFor.Reviewers, false), (explanation.WaitsFor, explanation.IsOverdue));
        Assert.Equal(s_now.AddDays(1), explanation.Due);
    }

    [Fact]
    public void Review_PastDue_SaysOverdue()
    {
        var explanation = WorkflowExplainer.Explain(Facts(InReview(), tasks: Task("王建国", s_now.AddTicks(-1))));

        Assert.True(explanation.IsOverdue);
        Assert.EndsWith("，已逾期。", explanation.Words[0].Zh, StringComparison.Ordinal);
        Assert.EndsWith(", overdue.", explanation.Words[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public void Review_OnlyTasksOfTheStageAndRound_AreToldAndDecidedOnesAreNot()
    {
        var explanation = WorkflowExplainer.Explain(
            Facts(
                InReview(),
                "620700082-2021",
                Task("王建国", s_now.AddDays(1)) with
                {
                    State = TaskState.Decided,
                },
                Task("赵敏", s_now.AddDays(1)),
                Task("甲", s_now.AddDays(1)) with
                {
                    Round = 1,
                },
                Task("乙", s_now.AddDays(1)) with
                {
                    Stage = "signoff",
                }
            )
        );

        Assert.Equal("赵敏", Assert.Single(explanation.OpenTasks).PersonName);
    }

    [Fact]
    public void Review_VerdictOrRecallRecorded_SystemIsAtWork()
    {
        var task = Task("王建国", s_now.AddDays(1));
        var recall = new PendingRecall
        {
            Round = 2,
            By = "drafter",
            At = s_now,
            Reason = "改",
        };

        Assert.Equal(WaitingFor.System, Explain(InReview() with { StageOutcome = StageOutcome.Approved }, task));
        Assert.Equal(WaitingFor.System, Explain(InReview() with { Recall = recall }, task));
        Assert.Equal(WaitingFor.System, Explain(InReview()));
        Assert.Equal(WaitingFor.Reviewers, Explain(InReview(), task));

        static WaitingFor Explain(StoredReport report, params StoredTask[] tasks) =>
            WorkflowExplainer.Explain(Facts(report, tasks: tasks)).WaitsFor;
    }

    [Fact]
    public void PublishFailed_SaysWhyAndThatAnAdministratorRetries()
    {
        var explanation = WorkflowExplainer.Explain(
            Facts(Report() with { Status = ReportStatus.PublishFailed, Failure = "目录服务不可用" })
        );

        Assert.Equal((WaitingFor.Administrator, "目录服务不可用"), (explanation.WaitsFor, explanation.LastError));
        Assert.Contains("目录服务不可用", explanation.Words[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public void Suspended_ByAnAdministratorOrParked_SaysSoAndWhatLiesBeneath()
    {
        var facts = Facts(InReview(), tasks: Task("王建国", s_now.AddDays(1)));
        var suspended = WorkflowExplainer.Explain(facts with { Instance = Instance(OrchestrationRuntimeStatus.Suspended) });
        var parked = WorkflowExplainer.Explain(
            facts with
            {
                Instance = Instance(OrchestrationRuntimeStatus.Suspended, "Orchestrator 'X' is not part of this process."),
            }
        );

        Assert.Equal(2, suspended.Words.Count);
        Assert.Contains("审计记录", suspended.Words[0].Zh, StringComparison.Ordinal);
        Assert.Contains("王建国", suspended.Words[1].Zh, StringComparison.Ordinal);
        Assert.Equal(WaitingFor.Administrator, suspended.WaitsFor);
        Assert.Null(suspended.LastError);
        Assert.Contains("not part of this process", parked.Words[0].Zh, StringComparison.Ordinal);
        Assert.Equal("Orchestrator 'X' is not part of this process.", parked.LastError);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, WaitingFor.Nobody)]
    [InlineData(OrchestrationRuntimeStatus.Failed, WaitingFor.Administrator)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, WaitingFor.Administrator)]
    internal void Ended_HoweverItEnded_SaysWhetherSomebodyMustAct(OrchestrationRuntimeStatus status, WaitingFor expected) =>
        Assert.Equal(expected, WorkflowExplainer.Explain(Facts(Report()) with { Instance = Instance(status) }).WaitsFor);

    [Fact]
    public void Drafting_DrafterHasLeft_AdministratorMustAct()
    {
        var facts = Facts(Report());

        Assert.Equal(WaitingFor.Administrator, WorkflowExplainer.Explain(facts with { Drafter = null }).WaitsFor);
        Assert.Equal(
            WaitingFor.Administrator,
            WorkflowExplainer.Explain(facts with { Drafter = facts.Drafter! with { Active = false } }).WaitsFor
        );
    }

    [Fact]
    public void Report_Missing_SaysSo() =>
        Assert.Equal("没有与这个流程对应的报告。", WorkflowExplainer.Explain(Facts(Report()) with { Dossier = null }).Words[0].Zh);

    [Theory]
    [InlineData("620700082-2021", null, null)]
    [InlineData("620700082-2021:3:sign-off", 3, "sign-off")]
    public void Address_OfAWorkflow_IsRead(string id, int? round, string? stage) =>
        Assert.Equal(new InstanceAddress(s_report, round, stage), InstanceAddress.Of(id));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("620700082-2021:x:secrecy")]
    [InlineData("620700082-2021:1:")]
    [InlineData("620700082-2021:1:a:b")]
    public void Address_OfSomethingElse_IsNone(string id) => Assert.Null(InstanceAddress.Of(id));

    private static WorkflowFacts Facts(StoredReport report, string instance = "620700082-2021", params StoredTask[] tasks) =>
        new()
        {
            Instance = new OrchestrationMetadata("ReportLifecycle", instance) { RuntimeStatus = OrchestrationRuntimeStatus.Running },
            Address = InstanceAddress.Of(instance)!,
            Dossier = new Dossier
            {
                Report = report,
                Tasks = tasks,
                Decisions = [],
                Revisions = [],
                Audit = [],
            },
            Policy = new ReviewPolicy
            {
                OrganCode = DemoPeople.Organ,
                CreatedAt = s_now,
                CreatedBy = "admin",
                Stages =
                [
                    new PolicyStage
                    {
                        Key = "secrecy",
                        Kind = StageKind.Secrecy,
                        Quorum = new Quorum(QuorumKind.Any),
                        LimitWorkingDays = 2,
                    },
                ],
            },
            Drafter = DemoPeople.All[0],
            Now = s_now,
        };

    private static OrchestrationMetadata Instance(OrchestrationRuntimeStatus status, string? error = null) =>
        new("ReportLifecycle", s_report.ToString())
        {
            RuntimeStatus = status,
            FailureDetails = error is null ? null : new TaskFailureDetails("Parked", error, null, null, null),
        };

    private static StoredReport Report() =>
        new()
        {
            Id = s_report,
            Edition = "2021",
            Status = ReportStatus.Draft,
            Round = 2,
            Revision = 1,
            DrafterId = "drafter",
        };

    private static StoredReport InReview() => Report() with { Status = ReportStatus.SecrecyReview, Stage = "secrecy", PolicyVersion = 1 };

    private static StoredTask Task(string name, DateTimeOffset due) =>
        new()
        {
            Round = 2,
            Stage = "secrecy",
            PersonId = name,
            PersonName = name,
            Role = nameof(StaffRole.SecrecyReviewer),
            Issue = 1,
            State = TaskState.Open,
            Due = due,
            IssuedAt = s_now.AddDays(-1),
        };
}
