using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The management API's calls about many instances.</summary>
internal static class InstanceQueries
{
    private const string ContinuationHeader = "x-ms-continuation-token";
    private const int LargestPage = 1_000;

    public static async Task<IResult> ListAsync(DurableTaskClient client, HttpContext http)
    {
        if (Filter.Read(http) is not { } filter)
        {
            return Malformed();
        }

        var showInput = InstanceJson.Flag(http, "showInput", absent: false);
        var top = int.TryParse(http.Request.Query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, LargestPage)
            : OrchestrationQuery.DefaultPageSize;
        var query = new OrchestrationQuery(
            filter.From,
            filter.To,
            filter.Statuses,
            InstanceIdPrefix: http.Request.Query["instanceIdPrefix"] is [{ Length: > 0 } prefix, ..] ? prefix : null,
            PageSize: top,
            FetchInputsAndOutputs: true,
            ContinuationToken: http.Request.Headers[ContinuationHeader] is [{ Length: > 0 } token, ..] ? token : null
        );
        var answer = new JsonArray();
        await foreach (
            var page in client.GetAllInstancesAsync(query).AsPages(query.ContinuationToken, top).WithCancellation(http.RequestAborted)
        )
        {
            foreach (var instance in page.Values)
            {
                answer.Add(InstanceJson.Of(instance, showInput));
            }

            if (page.ContinuationToken is not null)
            {
                http.Response.Headers[ContinuationHeader] = page.ContinuationToken;
            }

            break;
        }

        return Results.Json(answer);
    }

    public static async Task<IResult> PurgeAsync(DurableTaskClient client, HttpContext http)
    {
        // Without a beginning a slip of the pen would empty the hub.
        if (Filter.Read(http) is not { From: not null } filter)
        {
            return Malformed();
        }

        var purged = await client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(filter.From, filter.To, filter.Statuses),
            http.RequestAborted
        );
        return InstanceJson.Purged(purged);
    }

    private static IResult Malformed() =>
        Results.Text(
            "createdTimeFrom and createdTimeTo must be ISO 8601 times, runtimeStatus a list of statuses; a purge needs createdTimeFrom.",
            statusCode: StatusCodes.Status400BadRequest
        );

    private sealed record Filter(DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<OrchestrationRuntimeStatus>? Statuses)
    {
        /// <returns>Null if something in the query cannot be read.</returns>
        public static Filter? Read(HttpContext http)
        {
            var query = http.Request.Query;
            return
                TryTime(query["createdTimeFrom"], out var from)
                && TryTime(query["createdTimeTo"], out var to)
                && TryStatuses(query["runtimeStatus"], out var statuses)
                ? new Filter(from, to, statuses)
                : null;
        }

        private static bool TryTime(string? text, out DateTimeOffset? time)
        {
            time = null;
            if (string.IsNullOrEmpty(text))
            {
                return true;
            }

            var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read);
            time = read;
            return isTime;
        }

        private static bool TryStatuses(string? text, out IReadOnlyList<OrchestrationRuntimeStatus>? statuses)
        {
            statuses = null;
            if (string.IsNullOrEmpty(text))
            {
                return true;
            }

            var read = new List<OrchestrationRuntimeStatus>();
            foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status) || !Enum.IsDefined(status))
                {
                    return false;
                }

                read.Add(status);
            }

            statuses = read;
            return true;
        }
    }
}
