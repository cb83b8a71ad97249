using Embedded.Functions.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The management API's calls that start orchestrations.</summary>
internal static class StartCalls
{
    private const string SecondsToWait = "10";

    public static async Task<IResult> StartAsync(ManagementCall call, IReadOnlyList<FunctionDescriptor> functions)
    {
        var name = call.FromRoute("functionName");
        if (!functions.Any(function => function.Trigger is Trigger.Orchestration known && Same(known.Name, name)))
        {
            return ManagementCall.Malformed($"The app has no orchestrator function '{name}'.");
        }

        if (await call.ReadJsonAsync() is not BodyReading.Read { Json: var input })
        {
            return ManagementCall.Malformed("The body, the orchestration's input, must be JSON.");
        }

        var options = new StartOrchestrationOptions(call.Http.Request.RouteValues.ContainsKey("instanceId") ? call.InstanceId : null)
        {
            Version = call.FromQuery("version") is { } version ? new TaskVersion(version) : null,
        };
        return Started(call, await call.Client.ScheduleNewOrchestrationInstanceAsync(name, input, options, call.Aborted));
    }

    public static async Task<IResult> RestartAsync(ManagementCall call) =>
        Started(call, await call.Operator.RestartAsync(call.InstanceId, call.Flag("restartWithNewInstanceId", absent: true), call.Aborted));

    private static IResult Started(ManagementCall call, string instanceId)
    {
        var links = InstanceLinks.Of(call.Http.Request, instanceId);
        call.Http.Response.Headers.Location = (string?)links["statusQueryGetUri"];
        call.Http.Response.Headers.RetryAfter = SecondsToWait;
        return Results.Json(links, statusCode: StatusCodes.Status202Accepted);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
