using System.Text.Json.Serialization;

namespace Embedded.DurableTask.Replay;

/// <summary>What an orchestrator asked for. Task ids count up from 0 in each generation and are the replay position.</summary>
internal abstract record OutboundEvent : HistoryEvent;

internal sealed record TaskScheduled(
    [property: JsonPropertyName("id")] int TaskId,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("v")] string Version,
    [property: JsonPropertyName("in")] string? Input,
    [property: JsonPropertyName("d")] string InputDigest,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags
) : OutboundEvent;

internal sealed record TimerCreated([property: JsonPropertyName("id")] int TaskId, [property: JsonPropertyName("at")] DateTimeOffset FireAt)
    : OutboundEvent;

internal sealed record TimerCancelled([property: JsonPropertyName("id")] int TaskId) : OutboundEvent;

internal sealed record ChildScheduled(
    [property: JsonPropertyName("id")] int TaskId,
    [property: JsonPropertyName("i")] string InstanceId,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("v")] string Version,
    [property: JsonPropertyName("in")] string? Input,
    [property: JsonPropertyName("d")] string InputDigest,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags
) : OutboundEvent;

internal sealed record EventSent(
    [property: JsonPropertyName("id")] int TaskId,
    [property: JsonPropertyName("e")] string EventId,
    [property: JsonPropertyName("i")] string InstanceId,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("in")] string? Payload
) : OutboundEvent;

internal sealed record CustomStatusSet([property: JsonPropertyName("s")] string? Status) : OutboundEvent;

internal sealed record ExecutionCompleted([property: JsonPropertyName("out")] string? Output) : OutboundEvent;

internal sealed record ExecutionFailed([property: JsonPropertyName("f")] FailureInfo Failure) : OutboundEvent;

/// <param name="Input">Input of the next generation.</param>
/// <param name="Version">Version of the next generation.</param>
/// <param name="CarriedOver">Events nobody has taken, in order: the next generation's first inbound events after its start.</param>
internal sealed record ExecutionContinuedAsNew(
    [property: JsonPropertyName("in")] string? Input,
    [property: JsonPropertyName("v")] string Version,
    [property: JsonPropertyName("ev")] IReadOnlyList<EventRaised> CarriedOver
) : OutboundEvent;
