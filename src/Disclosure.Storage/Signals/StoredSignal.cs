using Disclosure.Reports;

namespace Disclosure.Storage.Signals;

/// <summary>
/// An event that some orchestration must learn of. Written before the fact it is about is committed, deleted when the event is known to be
/// consumed; what stays too long is raised again.
/// </summary>
public sealed record StoredSignal
{
    /// <summary>The report.</summary>
    public required ReportId ReportId { get; init; }

    /// <summary>What sort of fact: a code of the app's.</summary>
    public required string Kind { get; init; }

    /// <summary>Tells facts of one sort apart, such as round, stage and person.</summary>
    public required string Key { get; init; }

    /// <summary>The orchestration to tell.</summary>
    public required string InstanceId { get; init; }

    /// <summary>By which event.</summary>
    public required string EventName { get; init; }

    /// <summary>What the event carries, JSON; null if nothing.</summary>
    public string? PayloadJson { get; init; }

    /// <summary>When the fact was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
