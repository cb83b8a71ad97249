using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub;

/// <summary>Whether this process may run an instance.</summary>
internal sealed class CodeGate(TaskRegistry registry, TaskHubOptions options)
{
    /// <summary>The orchestrator's code, or why there is none for this name and version.</summary>
    public CodeAnswer Find(string name, string version)
    {
        if (!Matches(version))
        {
            var reason =
                $"Orchestration version '{version}' does not match this process' version '{options.DefaultVersion}' ({options.VersionMatchStrategy}).";
            return options.VersionFailureStrategy == VersionFailureStrategy.Fail
                ? new CodeAnswer.Fail(reason)
                : new CodeAnswer.Park(reason);
        }

        return registry.FindOrchestrator(name) is { } code
            ? new CodeAnswer.Run(code)
            : new CodeAnswer.Park($"Orchestrator '{name}' is not part of this process.");
    }

    private bool Matches(string version) =>
        options.VersionMatchStrategy switch
        {
            // A process that was given no version does not version its orchestrations.
            _ when options.DefaultVersion.Length == 0 => true,
            VersionMatchStrategy.Strict => VersionOrder.Compare(version, options.DefaultVersion) == 0,
            VersionMatchStrategy.CurrentOrOlder => VersionOrder.Compare(version, options.DefaultVersion) <= 0,
            _ => true,
        };
}

/// <summary>Code to run an instance with, or what to do without.</summary>
internal abstract record CodeAnswer
{
    private CodeAnswer() { }

    public sealed record Run(OrchestratorFactory Code) : CodeAnswer;

    public sealed record Park(string Reason) : CodeAnswer;

    public sealed record Fail(string Reason) : CodeAnswer;
}
