using System.Diagnostics;
using Embedded.DurableTask.Hub.Log;

namespace Embedded.DurableTask.Hub.Telemetry;

/// <summary>
/// Spans of client calls, orchestration steps and activities. The context of the call that started an instance is kept in its row, so the
/// spans of one orchestration belong to one trace whatever process runs it, and when. Nothing is made or kept when nobody listens.
/// </summary>
internal static class Traces
{
    private static ActivitySource Source => HubTelemetry.Source;

    /// <summary>The span that what is begun now belongs to, as a <c>traceparent</c>; null if nobody listens.</summary>
    public static string? CurrentParent => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>The client's act of starting an instance.</summary>
    public static Activity? Starting(string name, string instanceId) =>
        Source.HasListeners()
            ? Tagged(Source.StartActivity($"create_orchestration {name}", ActivityKind.Producer), name, instanceId)
            : null;

    /// <summary>Another call of the client about an instance: <c>raise_event</c>, <c>terminate</c>…</summary>
    public static Activity? Calling(string call, string instanceId) =>
        Source.HasListeners() ? Tagged(Source.StartActivity(call, ActivityKind.Producer), null, instanceId) : null;

    /// <summary>One step of an instance.</summary>
    public static Activity? Stepping(InstanceRecord record, int commit)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Start($"orchestration_step {record.Name}", ActivityKind.Consumer, record.TraceParent);
        Tagged(activity, record.Name, record.InstanceId);
        activity?.SetTag("durabletask.orchestration.generation", record.Generation);
        activity?.SetTag("durabletask.orchestration.commit", commit);
        return activity;
    }

    /// <summary>One run of an activity.</summary>
    public static Activity? Running(string name, string instanceId, int taskId, string? parent)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Start($"activity {name}", ActivityKind.Internal, parent);
        activity?.SetTag("durabletask.activity.name", name);
        activity?.SetTag("durabletask.instance.id", instanceId);
        activity?.SetTag("durabletask.task.id", taskId);
        return activity;
    }

    /// <summary>What went wrong: its type only, since a message may hold anything.</summary>
    public static void Fail(Activity? activity, string errorType)
    {
        activity?.SetStatus(ActivityStatusCode.Error);
        activity?.SetTag("error.type", errorType);
    }

    // Whatever span this thread or flow happens to be in has nothing to do with the instance.
    private static Activity? Start(string name, ActivityKind kind, string? parent)
    {
        Activity.Current = null;
        return ActivityContext.TryParse(parent, null, isRemote: true, out var context)
            ? Source.StartActivity(name, kind, context)
            : Source.StartActivity(name, kind);
    }

    private static Activity? Tagged(Activity? activity, string? name, string instanceId)
    {
        if (name is not null)
        {
            activity?.SetTag(HubTelemetry.OrchestrationName, name);
        }

        activity?.SetTag("durabletask.instance.id", instanceId);
        return activity;
    }
}
