using Disclosure.Functions.Errors;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>What an instance and its report say of each other at one moment: what its explanation is made of.</summary>
internal sealed record WorkflowFacts
{
    public required OrchestrationMetadata Instance { get; init; }

    public required InstanceAddress Address { get; init; }

    /// <summary>Null if there is no such report.</summary>
    public required Dossier? Dossier { get; init; }

    /// <summary>The policy of the running round; null outside of review.</summary>
    public required ReviewPolicy? Policy { get; init; }

    /// <summary>Null if the drafter is not on the staff any more.</summary>
    public required Person? Drafter { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>Where a report's workflow stands, in words and as fields.</summary>
internal sealed record WorkflowExplanation
{
    /// <summary>The most important first.</summary>
    public required IReadOnlyList<Bilingual> Words { get; init; }

    public required WaitingFor WaitsFor { get; init; }

    /// <summary>The tasks it waits for; empty if it waits for none.</summary>
    public required IReadOnlyList<StoredTask> OpenTasks { get; init; }

    /// <summary>When the first of them is due; null without one.</summary>
    public DateTimeOffset? Due { get; init; }

    public bool IsOverdue { get; init; }

    /// <summary>Why the last step failed; null when nothing did.</summary>
    public string? LastError { get; init; }
}

/// <summary>Who or what must act next.</summary>
internal enum WaitingFor
{
    /// <summary>It has ended.</summary>
    Nobody,

    Drafter,

    Reviewers,

    /// <summary>Whoever decides a secrecy doubt that was referred upward.</summary>
    SuperiorSecrecyOffice,

    Administrator,

    /// <summary>The system itself is at work.</summary>
    System,
}
