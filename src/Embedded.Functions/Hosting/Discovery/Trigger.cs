using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Discovery;

/// <summary>What starts a function.</summary>
internal abstract record Trigger
{
    private Trigger() { }

    /// <summary>The name middleware sees in the binding's metadata.</summary>
    public abstract string BindingType { get; }

    /// <summary>A request. No methods: all of them.</summary>
    public sealed record Http(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : Trigger
    {
        public override string BindingType => "httpTrigger";
    }

    /// <summary>A schedule, not yet resolved.</summary>
    public sealed record Timer(string Schedule, bool UseMonitor, bool RunOnStartup) : Trigger
    {
        public override string BindingType => "timerTrigger";
    }

    /// <summary>An orchestration of this name.</summary>
    public sealed record Orchestration(string Name) : Trigger
    {
        public override string BindingType => "orchestrationTrigger";
    }

    /// <summary>A call of the activity of this name.</summary>
    public sealed record Activity(string Name) : Trigger
    {
        public override string BindingType => "activityTrigger";
    }
}
