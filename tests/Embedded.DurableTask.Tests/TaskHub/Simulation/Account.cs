using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>What the clients of a simulation were told about one instance.</summary>
internal sealed class Account(string id, List<Step> steps)
{
    private readonly List<string> _past = [];

    public string Id { get; } = id;

    public List<Step> Steps { get; private set; } = steps;

    /// <summary>How often the id has been used.</summary>
    public int Lives { get; private set; } = 1;

    /// <summary>Its end and its next life are being arranged: what is sent now may go to either.</summary>
    public bool IsChanging { get; set; }

    /// <summary>Calls under way about it.</summary>
    public int CallsUnderWay { get; set; }

    /// <summary>Nothing is under way, and nobody may still be about to do something that was given up.</summary>
    public bool MayBeRenewed => MayTerminate && CallsUnderWay == 0 && !IsChanging && !TerminationInDoubt;

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

    /// <summary>The id begins a new life: what the last one was told is not to be seen in it.</summary>
    public void Renew(List<Step> steps)
    {
        Lives++;
        Steps = steps;
        _past.AddRange(Acknowledged);
        Acknowledged.Clear();
        (Started, StartsInDoubt, IsTerminated) = (0, 0, false);
    }

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
        var past = taken.Intersect(_past).FirstOrDefault();
        var invented = taken.Except(Acknowledged).Except(InDoubt).FirstOrDefault();
        return twice is not null ? $"fact {twice} took effect twice"
            : lost is not null ? $"fact {lost} was acknowledged and lost"
            : past is not null ? $"fact {past} was acknowledged in an earlier life"
            : invented is not null ? $"fact {invented} was sent by nobody"
            : JobModel.Judge(Steps, notes);
    }
}
