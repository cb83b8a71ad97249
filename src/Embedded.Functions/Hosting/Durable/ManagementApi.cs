using System.Text.Json;
using Embedded.DurableTask;
using Embedded.Functions.Hosting.Http.Routes;
using Embedded.Functions.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>
/// The documented HTTP API of Durable Functions, for tools that know it. Whoever has its key can steer every instance, so it is only
/// there once a key is configured.
/// </summary>
internal sealed class ManagementApi(DurableRuntime runtime, HostKeys keys)
{
    private const string Root = "runtime/webhooks/durabletask/instances";

    public IReadOnlyList<Endpoint> Endpoints() =>
        keys.HasDurableKey
            ?
            [
                On("GET", Root, InstanceQueries.ListAsync),
                On("DELETE", Root, InstanceQueries.PurgeAsync),
                On("GET", Root + "/{instanceId}", GetAsync),
                On("DELETE", Root + "/{instanceId}", PurgeAsync),
                On("POST", Root + "/{instanceId}/raiseEvent/{eventName}", RaiseEventAsync),
                On(
                    "POST",
                    Root + "/{instanceId}/terminate",
                    (client, http) => client.TerminateInstanceAsync(Id(http), Reason(http), http.RequestAborted)
                ),
                On(
                    "POST",
                    Root + "/{instanceId}/suspend",
                    (client, http) => client.SuspendInstanceAsync(Id(http), Reason(http), http.RequestAborted)
                ),
                On(
                    "POST",
                    Root + "/{instanceId}/resume",
                    (client, http) => client.ResumeInstanceAsync(Id(http), Reason(http), http.RequestAborted)
                ),
            ]
            : [];

    private static async Task<IResult> GetAsync(DurableTaskClient client, HttpContext http)
    {
        var showInput = InstanceJson.Flag(http, "showInput", absent: true);
        if (await client.GetInstanceAsync(Id(http), getInputsAndOutputs: true, http.RequestAborted) is not { } instance)
        {
            return Results.NotFound();
        }

        var failedAsError = InstanceJson.Flag(http, "returnInternalServerErrorOnFailure", absent: false);
        var status =
            !instance.IsCompleted ? StatusCodes.Status202Accepted
            : failedAsError && instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status200OK;
        return Results.Json(InstanceJson.Of(instance, showInput), statusCode: status);
    }

    private static async Task<IResult> PurgeAsync(DurableTaskClient client, HttpContext http)
    {
        var purged = await client.PurgeInstanceAsync(Id(http), http.RequestAborted);
        return InstanceJson.Purged(purged);
    }

    private static async Task<IResult> RaiseEventAsync(DurableTaskClient client, HttpContext http)
    {
        JsonElement? payload = null;
        if (http.Request.ContentLength != 0)
        {
            try
            {
                payload = await http.Request.ReadFromJsonAsync<JsonElement>(http.RequestAborted);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                return Results.Text("The body must be JSON with its content type.", statusCode: StatusCodes.Status400BadRequest);
            }
        }

        await client.RaiseEventAsync(Id(http), Value(http, "eventName"), payload, http.RequestAborted);
        return Results.Accepted();
    }

    private Endpoint On(string method, string route, Func<DurableTaskClient, HttpContext, Task> act) =>
        On(
            method,
            route,
            async (client, http) =>
            {
                await act(client, http);
                return Results.Accepted();
            }
        );

    private Endpoint On(string method, string route, Func<DurableTaskClient, HttpContext, Task<IResult>> answer)
    {
        var builder = new RouteEndpointBuilder(http => HandleAsync(http, answer), RoutePatternFactory.Parse(route), order: 0)
        {
            DisplayName = $"{method} {route}",
        };
        builder.Metadata.Add(new HttpMethodMetadata([method]));
        builder.Metadata.Add(HostEndpoint.Instance);
        return builder.Build();
    }

    private async Task HandleAsync(HttpContext http, Func<DurableTaskClient, HttpContext, Task<IResult>> answer)
    {
        if (!keys.Opens(AuthorizationLevel.System, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        IResult result;
        try
        {
            result = await answer(runtime.Client, http);
        }
        catch (OrchestrationNotFoundException)
        {
            result = Results.NotFound();
        }
        catch (OrchestrationFinishedException)
        {
            result = Results.StatusCode(StatusCodes.Status410Gone);
        }

        await result.ExecuteAsync(http);
    }

    private static string Id(HttpContext http) => Value(http, "instanceId");

    // The router leaves an encoded slash as it is.
    private static string Value(HttpContext http, string name) =>
        ((string)http.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static string? Reason(HttpContext http) => http.Request.Query["reason"] is [{ Length: > 0 } reason, ..] ? reason : null;
}
