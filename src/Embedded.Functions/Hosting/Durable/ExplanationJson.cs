using System.Text.Json.Nodes;
using Embedded.DurableTask.Hub.Operating;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>An explanation as JSON: fields for programs, words for people.</summary>
internal static class ExplanationJson
{
    public static JsonObject Of(Explanation explanation) =>
        new()
        {
            ["instanceId"] = explanation.InstanceId,
            ["name"] = explanation.Name,
            ["version"] = explanation.Version,
            ["runtimeStatus"] = explanation.Status.ToString(),
            ["statusSince"] = explanation.StatusSince,
            ["createdTime"] = explanation.CreatedAt,
            ["lastUpdatedTime"] = explanation.LastUpdatedAt,
            ["generation"] = explanation.Generation,
            ["historyCommits"] = explanation.HistoryCommits,
            ["historyEvents"] = explanation.HistoryEvents,
            ["shard"] = explanation.Shard,
            ["owner"] = explanation.Owner,
            ["isOwnedHere"] = explanation.IsOwnedHere,
            ["waitsFor"] = new JsonArray([.. explanation.WaitsFor.Select(Reason)]),
            ["actor"] = new JsonObject { ["kind"] = Camel(explanation.Actor.Kind), ["name"] = explanation.Actor.Name },
            ["nextTimer"] = explanation.NextTimer,
            ["lastError"] = explanation.LastError is { } error
                ? new JsonObject
                {
                    ["at"] = error.At,
                    ["source"] = error.Source,
                    ["errorType"] = error.ErrorType,
                    ["message"] = error.Message,
                }
                : null,
            ["queuedEvents"] = new JsonArray([.. explanation.QueuedEvents.Select(Queued)]),
            ["codeProblem"] = explanation.CodeProblem,
            ["asOf"] = explanation.AsOf,
            ["words"] = new JsonObject { ["zh"] = Words(explanation, inChinese: true), ["en"] = Words(explanation, inChinese: false) },
        };

    private static JsonObject Reason(WaitReason reason) =>
        reason switch
        {
            WaitReason.ActivityOutcome x => new JsonObject
            {
                ["kind"] = "activity",
                ["name"] = x.Name,
                ["taskId"] = x.TaskId,
                ["since"] = x.Since,
                ["attempt"] = x.Attempt,
                ["place"] = Camel(x.Place),
                ["runningSince"] = x.RunningSince,
            },
            WaitReason.ExternalEvent x => new JsonObject
            {
                ["kind"] = "event",
                ["name"] = x.Name,
                ["since"] = x.Since,
            },
            WaitReason.Timer x => new JsonObject
            {
                ["kind"] = "timer",
                ["taskId"] = x.TaskId,
                ["dueAt"] = x.DueAt,
                ["since"] = x.Since,
            },
            WaitReason.ChildOutcome x => new JsonObject
            {
                ["kind"] = "child",
                ["instanceId"] = x.InstanceId,
                ["name"] = x.Name,
                ["since"] = x.Since,
            },
            WaitReason.Resumption x => new JsonObject
            {
                ["kind"] = "suspended",
                ["reason"] = x.Reason,
                ["since"] = x.Since,
            },
            WaitReason.Repair x => new JsonObject
            {
                ["kind"] = "parked",
                ["reason"] = x.Reason,
                ["since"] = x.Since,
            },
            WaitReason.StartTime x => new JsonObject { ["kind"] = "startTime", ["dueAt"] = x.At },
            WaitReason.Owner => new JsonObject { ["kind"] = "owner" },
            WaitReason.Turn => new JsonObject { ["kind"] = "turn" },
            WaitReason.Nothing x => new JsonObject
            {
                ["kind"] = "nothing",
                ["status"] = x.Status.ToString(),
                ["since"] = x.Since,
            },
            _ => throw new InvalidOperationException($"No form is known for {reason.GetType().Name}."),
        };

    private static JsonObject Queued(QueuedEvent queued) =>
        new()
        {
            ["name"] = queued.Name,
            ["since"] = queued.Since,
            ["isInHistory"] = queued.IsInHistory,
        };

    private static JsonArray Words(Explanation explanation, bool inChinese) =>
        [.. ExplanationWords.Of(explanation, inChinese).Select(sentence => JsonValue.Create(sentence))];

    private static string Camel<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
