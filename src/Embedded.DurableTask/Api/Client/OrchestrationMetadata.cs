using System.Collections.ObjectModel;
using System.Globalization;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an instance. Payloads are there only if they were asked for.</summary>
public sealed class OrchestrationMetadata
{
    private const int LongestShownPayload = 50;

    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    /// <summary>Null unless inputs and outputs were asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted =>
        RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <inheritdoc cref="ReadInputAs{T}"/>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <inheritdoc cref="ReadInputAs{T}"/>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {InstanceId}: {RuntimeStatus}, created {CreatedAt:s}, updated {LastUpdatedAt:s}"
        )
        + Show("input", SerializedInput)
        + Show("output", SerializedOutput)
        + Show("failure", FailureDetails?.ToString());

    private static string Show(string label, string? text) =>
        text switch
        {
            null => "",
            { Length: > LongestShownPayload } => $", {label} {text[..LongestShownPayload]}…",
            _ => $", {label} {text}",
        };

    private T? Read<T>(string? data) =>
        DataConverter is { } converter
            ? converter.Deserialize<T>(data)
            : throw new InvalidOperationException("This instance was read without its inputs and outputs: ask with getInputsAndOutputs.");
}
