using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The function is an orchestrator. The parameter is a <c>TaskOrchestrationContext</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The orchestrator's name; the function's if null.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>The function is an activity. The parameter is its input.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The activity's name; the function's if null.</summary>
    public string? Activity { get; set; }
}

/// <summary>Gives a function a <c>DurableTaskClient</c>.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Another hub than the app's; the embedded host has one hub only.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Another storage account than the app's; the embedded host has one only.</summary>
    public string? ConnectionName { get; set; }
}
