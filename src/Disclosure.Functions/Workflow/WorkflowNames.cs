using Microsoft.DurableTask;

namespace Disclosure.Functions.Workflow;

/// <summary>Names and policies that orchestrators, activities and those who announce facts share.</summary>
internal static class WorkflowNames
{
    /// <summary>
    /// The one event of the workflow: "a fact about you was recorded, look". It carries nothing, so a lost, doubled or late one does no harm.
    /// </summary>
    public const string FactRecorded = "FactRecorded";

    /// <summary>The logic that new reports begin with.</summary>
    public const string CurrentLogic = "1.0";

    /// <summary>Activities that touch storage are tried for about a minute before a person has to look.</summary>
    public static TaskOptions Patiently { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(6, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(20))
        );
}
