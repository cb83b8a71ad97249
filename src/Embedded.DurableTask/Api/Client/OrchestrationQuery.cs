namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list. On other hosts a page may hold fewer than <paramref name="PageSize"/> of them; here only the last does.</summary>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null
)
{
    public const int DefaultPageSize = 100;
}
