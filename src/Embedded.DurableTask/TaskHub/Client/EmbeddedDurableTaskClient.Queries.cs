using System.Collections.ObjectModel;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Operating;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Client;

/// <content>What instances are and become.</content>
internal sealed partial class EmbeddedDurableTaskClient
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_laterLook = TimeSpan.FromSeconds(1);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return await router.Reader.FindAsync(instanceId, cancellation) is { } record
            ? await ToMetadataAsync(record, getInputsAndOutputs, cancellation)
            : null;
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, record => record.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, record => record.IsFinished, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(
            async (token, size, cancellation) =>
            {
                var page = await Lister.ListAsync(
                    new InstanceQuery
                    {
                        Statuses = query.Statuses?.ToHashSet(),
                        CreatedFrom = query.CreatedFrom,
                        CreatedTo = query.CreatedTo,
                        IdPrefix = query.InstanceIdPrefix,
                        PageSize = size ?? query.PageSize,
                        Continuation = token ?? query.ContinuationToken,
                    },
                    cancellation
                );
                var found = new List<OrchestrationMetadata>(page.Instances.Count);
                foreach (var record in page.Instances)
                {
                    found.Add(await ToMetadataAsync(record, query.FetchInputsAndOutputs, cancellation));
                }

                return new Page<OrchestrationMetadata>(found, page.Continuation);
            }
        );
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId,
        Func<InstanceRecord, bool> isReached,
        bool getInputsAndOutputs,
        CancellationToken cancellation
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var reached = new TaskCompletionSource<InstanceRecord>(hub.Surroundings.Completion);

        // Before the first look: what happens between look and subscription would otherwise be missed.
        using var subscription = hub.Watch.Subscribe(
            instanceId,
            changed =>
            {
                if (isReached(changed))
                {
                    reached.TrySetResult(changed);
                }
            }
        );
        for (var pause = s_firstLook; !reached.Task.IsCompleted; pause = pause * 2 < s_laterLook ? pause * 2 : s_laterLook)
        {
            var record = await router.Reader.FindAsync(instanceId, cancellation) ?? throw new OrchestrationNotFoundException(instanceId);
            if (isReached(record))
            {
                return await ToMetadataAsync(record, getInputsAndOutputs, cancellation);
            }

            // The shard tells at once if it is here, and looking again costs nothing then; elsewhere looking is the only way.
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(reached.Task, Task.Delay(pause, hub.TimeProvider, timeout.Token));
            await hub.Surroundings.CancelAsync(timeout);
            cancellation.ThrowIfCancellationRequested();
        }

        return await ToMetadataAsync(await reached.Task, getInputsAndOutputs, cancellation);
    }

    /// <summary>A record as others see it; payloads, if asked for, from where they are kept.</summary>
    internal async Task<OrchestrationMetadata> ToMetadataAsync(
        InstanceRecord record,
        bool getInputsAndOutputs,
        CancellationToken cancellation
    )
    {
        var rowKey = LogKeys.Instance(record.InstanceId);
        var failure = await FailureOfAsync(rowKey, record, cancellation);
        return new OrchestrationMetadata(record.Name, record.InstanceId)
        {
            RuntimeStatus = record.ShownStatus,
            CreatedAt = record.CreatedAt,
            LastUpdatedAt = record.LastUpdatedAt,
            Tags = record.Tags ?? ReadOnlyDictionary<string, string>.Empty,
            SerializedCustomStatus = await hub.Codec.LoadAsync(rowKey, record.CustomStatus, cancellation),
            FailureDetails = failure,
            DataConverter = getInputsAndOutputs ? Converter : null,
            SerializedInput = getInputsAndOutputs ? await hub.Codec.LoadAsync(rowKey, record.Input, cancellation) : null,
            SerializedOutput = !getInputsAndOutputs
                ? null
                : await hub.Codec.LoadAsync(rowKey, record.Output, cancellation)
                    ?? (
                        record.Status == OrchestrationRuntimeStatus.Failed && failure is not null
                            ? Converter.Serialize(failure.ToString())
                            : null
                    ),
        };
    }

    private async Task<TaskFailureDetails?> FailureOfAsync(string rowKey, InstanceRecord record, CancellationToken cancellation)
    {
        if (record.ParkedReason is { } reason)
        {
            return new TaskFailureDetails("Parked", reason, null, null, null);
        }

        return await hub.Codec.LoadAsync(rowKey, record.Failure, cancellation) is { } text
            ? InstanceRows.ToFailure(text)?.ToDetails()
            : null;
    }
}
