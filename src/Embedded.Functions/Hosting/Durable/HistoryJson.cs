using System.Text.Json.Nodes;
using Embedded.DurableTask.Hub.Operating;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>History as JSON: in the documented form of the status call, and in full.</summary>
internal static class HistoryJson
{
    private static readonly HashSet<string> s_outcomes =
    [
        "TaskCompleted",
        "TaskFailed",
        "SubOrchestrationInstanceCompleted",
        "SubOrchestrationInstanceFailed",
        "TimerFired",
        "TimerCanceled",
    ];

    /// <summary>As Durable Functions shows it: a call whose outcome is there is told by the outcome alone.</summary>
    public static JsonArray Documented(IReadOnlyList<HistoryEntry> events)
    {
        var ended = events.Where(e => s_outcomes.Contains(e.EventType)).Select(e => e.TaskId).ToHashSet();
        return
        [
            .. events.Where(e => e.TaskId is null || s_outcomes.Contains(e.EventType) || !ended.Contains(e.TaskId)).Select(DocumentedEvent),
        ];
    }

    /// <summary>All that is known of an event.</summary>
    public static JsonObject Of(HistoryEntry e) =>
        WithoutNulls(
            new JsonObject
            {
                ["commit"] = e.Commit,
                ["eventType"] = e.EventType,
                ["timestamp"] = e.At,
                ["taskId"] = e.TaskId,
                ["name"] = e.Name,
                ["instanceId"] = e.InstanceId,
                ["scheduledTime"] = e.ScheduledAt,
                ["fireAt"] = e.FireAt,
                ["input"] = InstanceJson.Parse(e.Input),
                ["result"] = InstanceJson.Parse(e.Result),
                ["reason"] = e.Reason,
                ["errorType"] = e.Failure?.ErrorType,
                ["errorMessage"] = e.Failure?.ErrorMessage,
            }
        );

    private static JsonObject DocumentedEvent(HistoryEntry e) =>
        WithoutNulls(
            new JsonObject
            {
                ["EventType"] = e.EventType == "ExecutionFailed" ? "ExecutionCompleted" : e.EventType,
                ["Timestamp"] = e.At,
                [e.EventType == "EventRaised" ? "Name" : "FunctionName"] = e.Name,
                ["ScheduledTime"] = e.ScheduledAt,
                ["FireAt"] = e.FireAt,
                ["Input"] = InstanceJson.Parse(e.Input),
                ["Result"] = InstanceJson.Parse(e.Result),
                ["Reason"] = e.Failure?.ErrorMessage ?? e.Reason,
                ["Details"] = e.Failure?.ErrorType,
                ["OrchestrationStatus"] = e.EventType switch
                {
                    "ExecutionCompleted" => nameof(OrchestrationRuntimeStatus.Completed),
                    "ExecutionFailed" => nameof(OrchestrationRuntimeStatus.Failed),
                    _ => null,
                },
            }
        );

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var name in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }
}
