using System.Text.Json.Serialization;

namespace Embedded.DurableTask.Replay;

/// <summary>What came to an instance from outside.</summary>
internal abstract record InboundEvent : HistoryEvent;

/// <summary>The first inbound event of every generation.</summary>
internal sealed record ExecutionStarted(
    [property: JsonPropertyName("i")] string InstanceId,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("v")] string Version,
    [property: JsonPropertyName("in")] string? Input,
    [property: JsonPropertyName("g")] int Generation,
    [property: JsonPropertyName("p")] ParentInfo? Parent,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags,
    [property: JsonPropertyName("c")] DateTimeOffset CreatedAt
) : InboundEvent;

internal sealed record TaskCompleted([property: JsonPropertyName("id")] int TaskId, [property: JsonPropertyName("out")] string? Result)
    : InboundEvent;

internal sealed record TaskFailed([property: JsonPropertyName("id")] int TaskId, [property: JsonPropertyName("f")] FailureInfo Failure)
    : InboundEvent;

internal sealed record ChildCompleted([property: JsonPropertyName("id")] int TaskId, [property: JsonPropertyName("out")] string? Result)
    : InboundEvent;

internal sealed record ChildFailed([property: JsonPropertyName("id")] int TaskId, [property: JsonPropertyName("f")] FailureInfo Failure)
    : InboundEvent;

internal sealed record TimerFired([property: JsonPropertyName("id")] int TaskId, [property: JsonPropertyName("at")] DateTimeOffset FireAt)
    : InboundEvent;

/// <param name="EventId">Unique to the act of raising: a second event of the same id is the same event delivered twice.</param>
/// <param name="Name">Case does not matter.</param>
/// <param name="Payload">As serialized by the sender.</param>
internal sealed record EventRaised(
    [property: JsonPropertyName("e")] string EventId,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("in")] string? Payload
) : InboundEvent;

internal sealed record ExecutionSuspended([property: JsonPropertyName("r")] string? Reason) : InboundEvent;

internal sealed record ExecutionResumed([property: JsonPropertyName("r")] string? Reason) : InboundEvent;

internal sealed record ExecutionTerminated(
    [property: JsonPropertyName("out")] string? Output,
    [property: JsonPropertyName("r")] string? Reason
) : InboundEvent;
