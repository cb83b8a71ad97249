using System.Text.Json.Serialization;

namespace Embedded.DurableTask.Replay;

/// <summary>
/// One fact in an instance's history. Discriminators and property names are a stored format: they may be added to, never changed.
/// Payloads are text as the data converter made it (JSON).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "k")]
[JsonDerivedType(typeof(StepStarted), "step")]
[JsonDerivedType(typeof(ExecutionStarted), "start")]
[JsonDerivedType(typeof(TaskCompleted), "done")]
[JsonDerivedType(typeof(TaskFailed), "fail")]
[JsonDerivedType(typeof(ChildCompleted), "cdone")]
[JsonDerivedType(typeof(ChildFailed), "cfail")]
[JsonDerivedType(typeof(TimerFired), "fired")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(ExecutionSuspended), "susp")]
[JsonDerivedType(typeof(ExecutionResumed), "resu")]
[JsonDerivedType(typeof(ExecutionTerminated), "term")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerCancelled), "tcanc")]
[JsonDerivedType(typeof(ChildScheduled), "child")]
[JsonDerivedType(typeof(EventSent), "send")]
[JsonDerivedType(typeof(CustomStatusSet), "stat")]
[JsonDerivedType(typeof(ExecutionCompleted), "end")]
[JsonDerivedType(typeof(ExecutionFailed), "efail")]
[JsonDerivedType(typeof(ExecutionContinuedAsNew), "again")]
internal abstract record HistoryEvent;

/// <summary>The first event of every commit: the time that the step's code sees.</summary>
internal sealed record StepStarted([property: JsonPropertyName("t")] DateTimeOffset Now) : HistoryEvent;

/// <summary>The orchestration that called an instance, and the call (task id, generation) that its outcome answers.</summary>
internal sealed record ParentInfo(
    [property: JsonPropertyName("i")] string InstanceId,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("id")] int TaskId,
    [property: JsonPropertyName("g")] int Generation
);
