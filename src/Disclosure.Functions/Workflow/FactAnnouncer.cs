using System.Globalization;
using Disclosure.Storage.Signals;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Workflow;

/// <summary>The kinds of fact that an orchestration must learn of.</summary>
internal static class FactKinds
{
    public const string Created = "created";
    public const string Submitted = "submitted";
    public const string Recalled = "recalled";
    public const string Cancelled = "cancelled";
    public const string Decided = "decided";
    public const string RetryAsked = "retry-asked";
    public const string HandedOver = "handed-over";
}

/// <summary>A fact about a report and the orchestration that is to look at it.</summary>
internal sealed record Fact(ReportId ReportId, string Kind, string Key, string InstanceId)
{
    public static Fact Created(ReportId id) => new(id, FactKinds.Created, "0", id.ToString());

    public static Fact Submitted(ReportId id, int round) => new(id, FactKinds.Submitted, Text(round), id.ToString());

    public static Fact Cancelled(ReportId id) => new(id, FactKinds.Cancelled, "0", id.ToString());

    public static Fact RetryAsked(ReportId id, int attempt) => new(id, FactKinds.RetryAsked, Text(attempt), id.ToString());

    public static Fact Recalled(ReportId id, int round, string stage) =>
        new(id, FactKinds.Recalled, $"{Text(round)}:{stage}", StageInput.InstanceIdOf(id.ToString(), round, stage));

    public static Fact Decided(ReportId id, int round, string stage, string person) =>
        new(id, FactKinds.Decided, $"{Text(round)}:{stage}:{person}", StageInput.InstanceIdOf(id.ToString(), round, stage));

    public static Fact HandedOver(ReportId id, int round, string stage, string person) =>
        new(id, FactKinds.HandedOver, $"{Text(round)}:{stage}:{person}", StageInput.InstanceIdOf(id.ToString(), round, stage));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// Tells orchestrations that a fact was recorded. A signal row stands before the fact does, and stays until the sweeper has seen the fact
/// consumed; so neither a crash nor a storage error between the fact and its event loses anything.
/// </summary>
internal sealed class FactAnnouncer(SignalRepository signals, TimeProvider time, ILogger<FactAnnouncer> logger)
{
    /// <summary>To be called before the fact is committed.</summary>
    public Task PrepareAsync(Fact fact, CancellationToken cancellationToken) =>
        signals.PutAsync(
            new StoredSignal
            {
                ReportId = fact.ReportId,
                Kind = fact.Kind,
                Key = fact.Key,
                InstanceId = fact.InstanceId,
                EventName = WorkflowNames.FactRecorded,
                RecordedAt = time.GetUtcNow(),
            },
            cancellationToken
        );

    /// <summary>To be called after the fact is committed. Never fails: the fact stands, and the sweeper raises what could not be raised now.</summary>
    public async Task RaiseAsync(DurableTaskClient client, Fact fact, CancellationToken cancellationToken)
    {
        try
        {
            await TellAsync(client, fact.ReportId, fact.Kind, fact.InstanceId, cancellationToken);
        }
        catch (Exception exception)
        {
            Logs.SignalNotRaised(logger, fact.ReportId.ToString(), fact.Kind, exception);
        }
    }

    /// <summary>Starts the life of a report, or raises its event. May be repeated.</summary>
    public static async Task TellAsync(
        DurableTaskClient client,
        ReportId report,
        string kind,
        string instanceId,
        CancellationToken cancellationToken
    )
    {
        if (kind != FactKinds.Created)
        {
            await client.RaiseEventAsync(instanceId, WorkflowNames.FactRecorded, kind, cancellationToken);
            return;
        }

        if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ReportLifecycle),
                new LifecycleInput { ReportId = report.ToString(), Logic = WorkflowNames.CurrentLogic },
                new Microsoft.DurableTask.StartOrchestrationOptions(instanceId),
                cancellationToken
            );
        }
    }
}
