using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>What lies behind an instance's status: its history, and why it is where it is.</summary>
internal static class InstanceInsight
{
    private const int DefaultPageSize = 200;
    private const int LargestPage = 1_000;

    /// <summary>Our own, paged: <c>top</c>, <c>continuation</c>, <c>showOutput</c>.</summary>
    public static async Task<IResult> HistoryAsync(ManagementCall call)
    {
        var size = int.TryParse(call.FromQuery("top"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, LargestPage)
            : DefaultPageSize;
        var page = await call.Operator.ReadHistoryAsync(
            call.InstanceId,
            call.FromQuery("continuation"),
            size,
            call.Flag("showOutput", absent: false),
            call.Aborted
        );
        return page is null
            ? Results.NotFound()
            : Results.Json(
                new JsonObject
                {
                    ["instanceId"] = call.InstanceId,
                    ["generation"] = page.Generation,
                    ["events"] = new JsonArray([.. page.Events.Select(HistoryJson.Of)]),
                    ["continuation"] = page.Continuation,
                }
            );
    }

    /// <summary>Our own: what it waits for, since when, who must act.</summary>
    public static async Task<IResult> ExplainAsync(ManagementCall call) =>
        await call.Operator.ExplainAsync(call.InstanceId, call.Aborted) is { } explanation
            ? Results.Json(ExplanationJson.Of(explanation))
            : Results.NotFound();

    /// <summary>The documented <c>historyEvents</c>.</summary>
    public static async Task<JsonArray> WholeHistoryAsync(ManagementCall call, bool withOutput)
    {
        var events = new List<DurableTask.Hub.Operating.HistoryEntry>();
        string? continuation = null;
        do
        {
            var page = await call.Operator.ReadHistoryAsync(call.InstanceId, continuation, LargestPage, withOutput, call.Aborted);
            events.AddRange(page?.Events ?? []);
            continuation = page?.Continuation;
        } while (continuation is not null);

        return HistoryJson.Documented(events);
    }
}
