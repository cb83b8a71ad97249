namespace Disclosure.Functions.Workflow;

// What passes between orchestrators and activities. Both hosts must read these: public properties, names as declared, plain types.

/// <summary>Where the life of a report stands when a generation of its orchestration begins.</summary>
public enum LifecyclePhase
{
    /// <summary>In the drafter's hands: waits for a submission.</summary>
    Drafting,

    /// <summary>Signed off: publication is to be tried (again).</summary>
    Publishing,
}

/// <summary>Input of <see cref="ReportLifecycle"/>.</summary>
public sealed record LifecycleInput
{
    /// <summary>The report, which is also the instance id.</summary>
    public required string ReportId { get; init; }

    /// <summary>The logic that this report began with; a report ends on it (the host's own version is empty on older extensions).</summary>
    public required string Logic { get; init; }

    /// <summary>Where this generation begins.</summary>
    public LifecyclePhase Phase { get; init; }
}

/// <summary>What a report waits for in the drafter's hands, as the facts in storage have it.</summary>
public sealed record DraftingState
{
    /// <summary>A submission is recorded and its round not yet opened.</summary>
    public bool Submitted { get; init; }

    /// <summary>The report was cancelled.</summary>
    public bool Cancelled { get; init; }
}

/// <summary>A round that was opened: its number and the stages it goes through, in order.</summary>
public sealed record OpenedRound
{
    /// <summary>From 1.</summary>
    public required int Round { get; init; }

    /// <summary>Stage keys of the policy in force when the round began.</summary>
    public required IReadOnlyList<string> Stages { get; init; }
}

/// <summary>Names one stage of one round of a report. Input of <see cref="ReviewStage"/> and of its activities.</summary>
public sealed record StageInput
{
    /// <summary>The report.</summary>
    public required string ReportId { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The stage's key in the policy.</summary>
    public required string Stage { get; init; }

    /// <summary>The instance that runs this stage. Deterministic, so that a decision can be announced to it without a look-up.</summary>
    public static string InstanceIdOf(string reportId, int round, string stage) => $"{reportId}:{round}:{stage}";
}

/// <summary>How a stage stands, as the facts in storage have it.</summary>
public enum StageVerdict
{
    /// <summary>Decisions are still missing.</summary>
    Open,

    /// <summary>The quorum approved.</summary>
    Approved,

    /// <summary>Somebody returned it to the drafter.</summary>
    Returned,

    /// <summary>The drafter recalled it.</summary>
    Recalled,
}

/// <summary>A stage's verdict and when its reviewers are to be reminded next.</summary>
public sealed record StageState
{
    /// <summary>How it stands.</summary>
    public required StageVerdict Verdict { get; init; }

    /// <summary>UTC; null when no further reminder is due.</summary>
    public DateTime? NextReminder { get; init; }
}

/// <summary>Whether one step of publication may go on; refusals are results, not exceptions, since no retry would mend them.</summary>
public sealed record PublicationStep
{
    /// <summary>Null if it may go on; else why not, in Chinese, for the administrator.</summary>
    public string? Refusal { get; init; }
}

/// <summary>Why publication stopped. Input of the activity that records it.</summary>
public sealed record PublicationFailure
{
    /// <summary>The report.</summary>
    public required string ReportId { get; init; }

    /// <summary>In Chinese, for the administrator.</summary>
    public required string Cause { get; init; }
}
