using Disclosure.Functions.Workflow;

namespace Disclosure.Functions.Tests.Golden;

/// <summary>The ways worth keeping of every orchestrator.</summary>
internal static class Scenarios
{
    private const string Report = "620700082-2026";
    private static readonly DateTime s_tomorrow = new(2027, 1, 21, 1, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Life("straight"),
        Life("waits-then-cancelled") with
        {
            Answers = new()
            {
                [nameof(RoundActivities.ReadDraftingState)] =
                [
                    new DraftingState(),
                    new DraftingState(),
                    new DraftingState { Cancelled = true },
                ],
            },
            Happenings = [WorkflowNames.FactRecorded, WorkflowNames.FactRecorded],
        },
        Life("returned-in-secrecy") with
        {
            Answers = Approving((nameof(ReviewStage), [StageVerdict.Returned])),
        },
        Life("recalled-in-signoff") with
        {
            Answers = Approving((nameof(ReviewStage), [StageVerdict.Approved, StageVerdict.Recalled])),
        },
        Life("publication-refused-and-retried") with
        {
            Answers = Approving(
                (nameof(PublicationActivities.CompareWithSignedOff), [new PublicationStep { Refusal = "摘要值不一致" }]),
                (nameof(PublicationActivities.IsRetryAskedFor), [false, true])
            ),
            Happenings = [WorkflowNames.FactRecorded],
        },
        Life("publication-step-fails") with
        {
            Answers = Approving(
                (nameof(PublicationActivities.RenderDocuments), [new TimeoutException("storage is away")]),
                (nameof(PublicationActivities.IsRetryAskedFor), [true])
            ),
            Happenings = [.. Enumerable.Repeat(Scenario.TimerFires, 5)],
        },
        Life("published-at-second-attempt") with
        {
            Input = new LifecycleInput
            {
                ReportId = Report,
                Logic = "1.0",
                Phase = LifecyclePhase.Publishing,
            },
        },
        Stage("approved-before-a-reminder", [StageVerdict.Open, StageVerdict.Approved], [WorkflowNames.FactRecorded]),
        Stage(
            "reminded-twice-then-returned",
            [StageVerdict.Open, StageVerdict.Open, StageVerdict.Open, StageVerdict.Returned],
            [Scenario.TimerFires, Scenario.TimerFires, WorkflowNames.FactRecorded]
        ),
        Stage(
            "first-of-two-decides-then-recalled",
            [StageVerdict.Open, StageVerdict.Open, StageVerdict.Recalled],
            [WorkflowNames.FactRecorded, WorkflowNames.FactRecorded]
        ),
        Stage("nobody-to-remind", [StageVerdict.Open, StageVerdict.Approved], [WorkflowNames.FactRecorded], reminder: null),
    ];

    private static Scenario Life(string name) =>
        new()
        {
            Name = name,
            Orchestrator = nameof(ReportLifecycle),
            InstanceId = Report,
            Input = new LifecycleInput { ReportId = Report, Logic = "1.0" },
            Answers = Approving(),
        };

    /// <summary>Answers with which a report goes straight to publication, but for what is given.</summary>
    private static Dictionary<string, object?[]> Approving(params (string Name, object?[] Answers)[] others)
    {
        var answers = new Dictionary<string, object?[]>
        {
            [nameof(RoundActivities.ReadDraftingState)] = [new DraftingState { Submitted = true }],
            [nameof(RoundActivities.OpenRound)] = [new OpenedRound { Round = 1, Stages = ["secrecy", "signoff"] }],
            [nameof(RoundActivities.CloseRound)] = [null],
            [nameof(ReviewStage)] = [StageVerdict.Approved],
            [nameof(PublicationActivities.RecordPublicationFailure)] = [null],
        };
        foreach (
            var step in new[]
            {
                nameof(PublicationActivities.AllotIndexNumber),
                nameof(PublicationActivities.RenderDocuments),
                nameof(PublicationActivities.CompareWithSignedOff),
                nameof(PublicationActivities.ListInCatalogue),
                nameof(PublicationActivities.AnnouncePublication),
            }
        )
        {
            answers[step] = [new PublicationStep()];
        }

        foreach (var (name, given) in others)
        {
            answers[name] = given;
        }

        return answers;
    }

    private static Scenario Stage(string name, StageVerdict[] verdicts, string[] happenings, DateTime? reminder) =>
        new()
        {
            Name = name,
            Orchestrator = nameof(ReviewStage),
            InstanceId = StageInput.InstanceIdOf(Report, 1, "secrecy"),
            Input = new StageInput
            {
                ReportId = Report,
                Round = 1,
                Stage = "secrecy",
            },
            Answers = new()
            {
                [nameof(StageActivities.OpenStage)] = [null],
                [nameof(StageActivities.ReadStage)] =
                [
                    .. verdicts.Select(
                        (verdict, i) =>
                            new StageState { Verdict = verdict, NextReminder = verdict == StageVerdict.Open ? reminder?.AddDays(i) : null }
                    ),
                ],
                [nameof(StageActivities.RemindReviewers)] = [null],
                [nameof(StageActivities.CloseStage)] = [null],
            },
            Happenings = happenings,
        };

    private static Scenario Stage(string name, StageVerdict[] verdicts, string[] happenings) =>
        Stage(name, verdicts, happenings, s_tomorrow);
}
