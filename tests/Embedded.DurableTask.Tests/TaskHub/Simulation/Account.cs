using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>What the clients of a simulation were told about one instance.</summary>
internal sealed class Account(string id, List<Step> steps)
{
    public string Id { get; } = id;

    public List<Step> Steps { get; } = steps;

    /// <summary>Starts that were acknowledged, and those whose fate nobody knows.</summary>
    public int Started { get; set; }

    public int StartsInDoubt { get; set; }

    public int StartsUnderWay { get; set; }

    /// <summary>It is there, and no start of it is under way that could make it anew.</summary>
    public bool MayTerminate => Started > 0 && StartsUnderWay == 0 && StartsInDoubt == 0;

    /// <summary>Facts that were acknowledged: each must take effect once.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Facts whose fate the sender does not know: each may take effect once.</summary>
    public List<string> InDoubt { get; } = [];

    public bool IsTerminated { get; set; }

    public bool TerminationInDoubt { get; set; }

    /// <returns>What is wrong with its end; null if nothing is.</returns>
    public string? Judge(OrchestrationMetadata end)
    {
        if (end.RuntimeStatus == OrchestrationRuntimeStatus.Terminated)
        {
            return IsTerminated || TerminationInDoubt ? null : "terminated by nobody";
        }

        if (IsTerminated)
        {
            return $"terminated, and then {end.RuntimeStatus}";
        }

        if (Steps is [.., { Kind: "fail" }])
        {
            return end.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? null : $"{end.RuntimeStatus}, but it should have failed";
        }

        return end.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? JudgeNotes(end.ReadOutputAs<string[]>()!)
            : $"{end.RuntimeStatus}: {end.SerializedOutput}";
    }

    private string? JudgeNotes(string[] notes)
    {
        const string prefix = "fact ";
        var taken = notes.Where(note => note.StartsWith(prefix, StringComparison.Ordinal)).Select(note => note[prefix.Length..]).ToList();
        var twice = taken.GroupBy(fact => fact).FirstOrDefault(group => group.Count() > 1)?.Key;
        var lost = Acknowledged.Except(taken).FirstOrDefault();
        var invented = taken.Except(Acknowledged).Except(InDoubt).FirstOrDefault();
        return twice is not null ? $"fact {twice} took effect twice"
            : lost is not null ? $"fact {lost} was acknowledged and lost"
            : invented is not null ? $"fact {invented} was sent by nobody"
            : JobModel.Judge(Steps, notes);
    }
}
