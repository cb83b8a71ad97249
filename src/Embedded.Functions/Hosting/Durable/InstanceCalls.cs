using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The management API's documented calls about one instance.</summary>
internal static class InstanceCalls
{
    private const string SecondsToWait = "5";

    public static async Task<IResult> GetAsync(ManagementCall call)
    {
        if (await call.Client.GetInstanceAsync(call.InstanceId, getInputsAndOutputs: true, call.Aborted) is not { } instance)
        {
            return Results.NotFound();
        }

        var json = InstanceJson.Of(instance, call.Flag("showInput", absent: true));
        if (call.Flag("showHistory", absent: false))
        {
            json["historyEvents"] = await InstanceInsight.WholeHistoryAsync(call, call.Flag("showHistoryOutput", absent: false));
        }

        var failedAsError = call.Flag("returnInternalServerErrorOnFailure", absent: false);
        var status =
            !instance.IsCompleted ? StatusCodes.Status202Accepted
            : failedAsError && instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status200OK;
        if (status == StatusCodes.Status202Accepted)
        {
            call.Http.Response.Headers.Location = InstanceLinks.Here(call.Http.Request);
            call.Http.Response.Headers.RetryAfter = SecondsToWait;
        }

        return Results.Json(json, statusCode: status);
    }

    public static async Task<IResult> PurgeAsync(ManagementCall call)
    {
        if (await call.Client.GetInstanceAsync(call.InstanceId, call.Aborted) is { IsCompleted: false } instance)
        {
            return Results.Text(
                $"Only instances that have ended can be purged; {instance.InstanceId} is {instance.RuntimeStatus}. Terminate it first.",
                statusCode: StatusCodes.Status412PreconditionFailed
            );
        }

        return InstanceJson.Purged(await call.Client.PurgeInstanceAsync(call.InstanceId, call.Aborted));
    }

    public static async Task<IResult> RaiseEventAsync(ManagementCall call)
    {
        if (
            await call.ReadJsonAsync() is not BodyReading.Read { Json: var payload }
            || (payload is not null && !call.Http.Request.HasJsonContentType())
        )
        {
            return ManagementCall.Malformed("The body must be JSON with its content type.");
        }

        await call.Client.RaiseEventAsync(call.InstanceId, call.FromRoute("eventName"), payload, call.Aborted);
        return Results.Accepted();
    }

    public static async Task<IResult> TerminateAsync(ManagementCall call)
    {
        await call.Client.TerminateInstanceAsync(call.InstanceId, call.Reason, call.Aborted);
        return Results.Accepted();
    }

    public static async Task<IResult> SuspendAsync(ManagementCall call)
    {
        await call.Client.SuspendInstanceAsync(call.InstanceId, call.Reason, call.Aborted);
        return Results.Accepted();
    }

    public static async Task<IResult> ResumeAsync(ManagementCall call)
    {
        await call.Client.ResumeInstanceAsync(call.InstanceId, call.Reason, call.Aborted);
        return Results.Accepted();
    }

    /// <summary>To rewind means to rewrite history; this engine's histories are only ever added to.</summary>
    public static async Task<IResult> RewindAsync(ManagementCall call) =>
        await call.Client.GetInstanceAsync(call.InstanceId, call.Aborted) is null
            ? Results.NotFound()
            : Results.Text(
                "Rewinding is not supported by this engine. A failed instance can be started again with restart; a parked one goes on with resume.",
                statusCode: StatusCodes.Status501NotImplemented
            );
}
