using Disclosure.Functions.Reminders;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>An orchestration as the interface shows it. Payloads are not shown: the report says more, and to those who may know it.</summary>
internal sealed record InstanceView
{
    public required string Id { get; init; }

    /// <summary>Null for an instance that is not the workflow's.</summary>
    public required string? ReportId { get; init; }

    public required int? Round { get; init; }

    public required string? Stage { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Why it failed, or cannot go on; null if nothing is wrong.</summary>
    public required string? Error { get; init; }

    public static InstanceView Of(OrchestrationMetadata instance)
    {
        var address = InstanceAddress.Of(instance.InstanceId);
        return new InstanceView
        {
            Id = instance.InstanceId,
            ReportId = address?.Report.ToString(),
            Round = address?.Round,
            Stage = address?.Stage,
            Name = instance.Name,
            Status = instance.RuntimeStatus.ToString(),
            CreatedAt = ChinaTime.Local(instance.CreatedAt),
            UpdatedAt = ChinaTime.Local(instance.LastUpdatedAt),
            Tags = instance.Tags,
            Error = instance.FailureDetails?.ErrorMessage,
        };
    }
}
