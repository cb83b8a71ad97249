namespace Disclosure.Functions.Tests.Golden;

/// <summary>One way that an orchestration may go.</summary>
internal sealed record Scenario
{
    /// <summary>As a happening: the next timer comes due.</summary>
    public const string TimerFires = "(timer)";

    /// <summary>Names the file of its history.</summary>
    public required string Name { get; init; }

    /// <summary>The function's name.</summary>
    public required string Orchestrator { get; init; }

    public required string InstanceId { get; init; }

    public required object Input { get; init; }

    /// <summary>What activities and children answer, one after another, by their names; an exception is their failure.</summary>
    public required Dictionary<string, object?[]> Answers { get; init; }

    /// <summary>What happens whenever nothing else is left to happen: an event by its name, or a timer.</summary>
    public string[] Happenings { get; init; } = [];
}
