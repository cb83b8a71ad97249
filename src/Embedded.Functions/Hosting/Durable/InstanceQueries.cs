using System.Globalization;
using System.Text.Json.Nodes;
using Embedded.DurableTask.Hub.Operating;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The management API's calls about many instances.</summary>
internal static class InstanceQueries
{
    private const string ContinuationHeader = "x-ms-continuation-token";

    /// <summary>Beside the documented parameters: <c>name</c>, and <c>tag</c> as <c>key</c> or <c>key=value</c>.</summary>
    public static async Task<IResult> ListAsync(ManagementCall call)
    {
        if (Filter.Read(call.Http) is not { } filter)
        {
            return Malformed();
        }

        var tag = call.FromQuery("tag") is { } text ? TagFilter.Parse(text) : null;
        if (tag is null && call.FromQuery("tag") is not null)
        {
            return ManagementCall.Malformed("tag must be a key, or a key and a value: tag=organ or tag=organ=620700082.");
        }

        var showInput = call.Flag("showInput", absent: true);
        var query = new InstanceQuery
        {
            Statuses = filter.Statuses?.ToHashSet(),
            CreatedFrom = filter.From,
            CreatedTo = filter.To,
            IdPrefix = call.FromQuery("instanceIdPrefix"),
            Name = call.FromQuery("name"),
            Tag = tag,
            PageSize = int.TryParse(call.FromQuery("top"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
                ? Math.Clamp(asked, 1, InstanceQuery.LargestPage)
                : InstanceQuery.DefaultPageSize,
            Continuation = call.Http.Request.Headers[ContinuationHeader] is [{ Length: > 0 } token, ..] ? token : null,
        };
        var (instances, continuation) = await call.Operator.ListAsync(query, withPayloads: true, call.Aborted);
        if (continuation is not null)
        {
            call.Http.Response.Headers[ContinuationHeader] = continuation;
        }

        return Results.Json(new JsonArray([.. instances.Select(instance => InstanceJson.Of(instance, showInput))]));
    }

    public static async Task<IResult> PurgeAsync(ManagementCall call)
    {
        // Without a beginning a slip of the pen would empty the hub.
        if (Filter.Read(call.Http) is not { From: not null } filter)
        {
            return Malformed();
        }

        var purged = await call.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(filter.From, filter.To, filter.Statuses),
            call.Aborted
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
