using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask;

/// <summary>
/// How long finished instances are kept after their end, by how they ended; null (the default): for ever. What is older is purged little by
/// little by the owner of its shard. A child is kept as long as the generation that called it may still want its outcome.
/// </summary>
public sealed class RetentionOptions
{
    public TimeSpan? Completed { get; set; }

    public TimeSpan? Failed { get; set; }

    public TimeSpan? Terminated { get; set; }

    /// <summary>Anything is to be purged at all.</summary>
    internal bool IsOn => Completed is not null || Failed is not null || Terminated is not null;

    internal TimeSpan? Of(OrchestrationRuntimeStatus status) =>
        status switch
        {
            OrchestrationRuntimeStatus.Completed => Completed,
            OrchestrationRuntimeStatus.Failed => Failed,
            OrchestrationRuntimeStatus.Terminated => Terminated,
            _ => null,
        };
}
