using System.Globalization;
using Microsoft.DurableTask;

namespace Embedded.DurableTask;

/// <summary>One call of an activity, as its code sees it. A call may be run more than once; what it says of itself stays the same.</summary>
public sealed class ActivityCall
{
    private readonly string? _input;
    private readonly DataConverter _converter;

    internal ActivityCall(
        string name,
        string version,
        string instanceId,
        int generation,
        int taskId,
        string? input,
        DataConverter converter
    )
    {
        Name = name;
        Version = version;
        InstanceId = instanceId;
        Generation = generation;
        TaskId = taskId;
        _input = input;
        _converter = converter;
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{instanceId}:{generation}:{taskId}");
    }

    public string Name { get; }

    /// <summary>The version of the orchestration, unless the call named another.</summary>
    public string Version { get; }

    /// <summary>The calling orchestration.</summary>
    public string InstanceId { get; }

    /// <summary>How often the calling orchestration had continued as new.</summary>
    public int Generation { get; }

    public int TaskId { get; }

    /// <summary>The same on every run of this call: instance, generation and task id.</summary>
    public string IdempotencyKey { get; }

    /// <exception cref="System.Text.Json.JsonException">The input is not of this type.</exception>
    public object? GetInput(Type type) => _converter.Deserialize(_input, type);

    /// <inheritdoc cref="GetInput(Type)"/>
    public T? GetInput<T>() => _converter.Deserialize<T>(_input);
}
