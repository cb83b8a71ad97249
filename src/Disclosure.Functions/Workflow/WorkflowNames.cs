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

    /// <summary>
    /// For steps that nothing but storage can fail: tried for about a week, since a report that gave up here would be stuck where nobody
    /// looks, and an outage ends.
    /// </summary>
    public static TaskOptions Patiently { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(2_000, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5))
        );

    /// <summary>For the steps of publication: tried for about a minute, then a person is told what is wrong and can retry.</summary>
    public static TaskOptions AMinute { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(6, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(20))
        );
}
