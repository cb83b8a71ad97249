using System.Text.Json;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Telemetry;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Client;

/// <summary>The client of a hub in this process. What it has acknowledged is durable.</summary>
internal sealed partial class EmbeddedDurableTaskClient(HubContext hub, Router router) : DurableTaskClient(hub.Options.HubName)
{
    private const int LongestId = 1_000;
    private const int LongestName = 2_000;
    private const int LongestReason = 4_000;
    private const int LongestTags = 30_000;

    private InstanceLister Lister { get; } = new(hub);

    private DataConverter Converter => hub.Options.DataConverter;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        Require(orchestratorName.Name, LongestName, nameof(orchestratorName));
        if (options?.InstanceId is { } given)
        {
            RequireId(given);
        }

        if (options?.Tags is { Count: > 0 } tags && JsonSerializer.Serialize(tags).Length > LongestTags)
        {
            throw new ArgumentException($"The tags take more than {LongestTags} characters.", nameof(options));
        }

        var id = options?.InstanceId ?? hub.Ids.NewId();
        using var span = Traces.Starting(orchestratorName.Name, id);
        var start = new InstanceStart(
            id,
            orchestratorName.Name,
            options?.Version is { } version ? version.Version : hub.Options.DefaultVersion,
            Converter.Serialize(input),
            hub.Ids.NewId(),
            hub.Clock.UtcNow,
            options?.StartAt?.ToUniversalTime(),
            options?.Tags is { Count: > 0 } kept ? kept : null,
            null
        )
        {
            TraceParent = Traces.CurrentParent,
            IsFresh = options?.InstanceId is null,
            DedupeStatuses = options?.DedupeStatuses,
        };
        var outcome = await router.StartAsync(start, cancellation);
        return outcome == SubmitOutcome.Accepted ? start.InstanceId : throw new OrchestrationAlreadyExistsException(start.InstanceId);
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        Require(eventName, LongestName, nameof(eventName));
        return SignalAsync(instanceId, new EventRaised(hub.Ids.NewId(), eventName, Converter.Serialize(eventPayload)), false, cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        SignalAsync(
            instanceId,
            new ExecutionTerminated(Converter.Serialize(options?.Output), null),
            options?.Recursive ?? false,
            cancellation
        );

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SignalAsync(instanceId, new ExecutionSuspended(Cut(reason)), false, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SignalAsync(instanceId, new ExecutionResumed(Cut(reason)), false, cancellation);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        RequireId(instanceId);
        var counter = new PurgeCounter();
        var outcome = await router.SendAsync(
            instanceId,
            reply => new PurgeMessage(instanceId, options?.Recursive ?? false, counter) { Reply = reply },
            cancellation
        );
        return outcome switch
        {
            SubmitOutcome.StillRunning => throw new InvalidOperationException(
                $"The orchestration instance with the ID '{instanceId}' has not finished, so it cannot be purged."
            ),
            SubmitOutcome.NotFound => new PurgeResult(0, true),
            _ => new PurgeResult(counter.Count, true),
        };
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var started = hub.TimeProvider.GetTimestamp();
        var count = 0;
        OrchestrationRuntimeStatus[] finished = [.. (filter.Statuses ?? InstanceRecord.FinalStatuses).Where(InstanceRecord.IsFinal)];
        if (finished.Length == 0)
        {
            return new PurgeResult(0, true);
        }

        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, finished);
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (filter.Timeout is { } timeout && hub.TimeProvider.GetElapsedTime(started) > timeout)
            {
                return new PurgeResult(count, false);
            }

            count += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
        }

        return new PurgeResult(count, true);
    }

    // The hub owns everything that this uses.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SignalAsync(string instanceId, InboundEvent signal, bool isRecursive, CancellationToken cancellation)
    {
        RequireId(instanceId);
        using var span = Traces.Calling(CallOf(signal), instanceId);
        var attempts = 0;
        var outcome = await router.SendAsync(
            instanceId,
            reply =>
            {
                attempts++;
                return new SignalMessage(instanceId, signal, isRecursive) { Reply = reply };
            },
            cancellation
        );
        switch (outcome)
        {
            case SubmitOutcome.NotFound:
                throw new OrchestrationNotFoundException(instanceId);
            case SubmitOutcome.Finished
                when signal is ExecutionTerminated && attempts > 1 && await WasTerminatedAsync(instanceId, cancellation):
                // The first try went through and its answer was lost.
                return;
            case SubmitOutcome.Finished:
                throw new OrchestrationFinishedException(instanceId);
            default:
                return;
        }
    }

    private static string CallOf(InboundEvent signal) =>
        signal switch
        {
            EventRaised raised => $"raise_event {raised.Name}",
            ExecutionSuspended => "suspend_orchestration",
            ExecutionResumed => "resume_orchestration",
            _ => "terminate_orchestration",
        };

    private async Task<bool> WasTerminatedAsync(string instanceId, CancellationToken cancellation) =>
        await router.Reader.FindAsync(instanceId, cancellation) is { Status: OrchestrationRuntimeStatus.Terminated };

    private static void RequireId(string instanceId)
    {
        Require(instanceId, LongestId, nameof(instanceId));
        if (instanceId.StartsWith('@'))
        {
            throw new ArgumentException("An instance id may not begin with '@': those are entities.", nameof(instanceId));
        }
    }

    private static void Require(string? text, int longest, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        if (text.Length > longest)
        {
            throw new ArgumentException($"It is longer than {longest} characters.", name);
        }
    }

    private static string? Cut(string? reason) => reason is { Length: > LongestReason } ? reason[..LongestReason] : reason;
}
