using Embedded.DurableTask;
using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Http.Routes;
using Embedded.Functions.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>
/// The documented HTTP API of Durable Functions, for tools that know it, and beside it <c>history</c> and <c>explain</c>. Whoever has its
/// key can steer every instance, so it is only there once a key is configured.
/// </summary>
internal sealed class ManagementApi(
    DurableRuntime runtime,
    HostKeys keys,
    TaskHubOptions options,
    IReadOnlyList<FunctionDescriptor> functions
)
{
    private const string Root = "runtime/webhooks/durabletask";
    private const string All = Root + "/instances";
    private const string One = All + "/{instanceId}";
    private const string Start = Root + "/orchestrators/{functionName}";

    public IReadOnlyList<Endpoint> Endpoints() =>
        keys.HasDurableKey
            ?
            [
                On("POST", Start, StartAsync),
                On("POST", Start + "/{instanceId}", StartAsync),
                On("GET", All, InstanceQueries.ListAsync),
                On("DELETE", All, InstanceQueries.PurgeAsync),
                On("GET", One, InstanceCalls.GetAsync),
                On("DELETE", One, InstanceCalls.PurgeAsync),
                On("GET", One + "/history", InstanceInsight.HistoryAsync),
                On("GET", One + "/explain", InstanceInsight.ExplainAsync),
                On("POST", One + "/raiseEvent/{eventName}", InstanceCalls.RaiseEventAsync),
                On("POST", One + "/terminate", InstanceCalls.TerminateAsync),
                On("POST", One + "/suspend", InstanceCalls.SuspendAsync),
                On("POST", One + "/resume", InstanceCalls.ResumeAsync),
                On("POST", One + "/restart", StartCalls.RestartAsync),
                On("POST", One + "/rewind", InstanceCalls.RewindAsync),
            ]
            : [];

    private Task<IResult> StartAsync(ManagementCall call) => StartCalls.StartAsync(call, functions);

    private Endpoint On(string method, string route, Func<ManagementCall, Task<IResult>> answer)
    {
        var builder = new RouteEndpointBuilder(http => HandleAsync(http, answer), RoutePatternFactory.Parse(route), order: 0)
        {
            DisplayName = $"{method} {route}",
        };
        builder.Metadata.Add(new HttpMethodMetadata([method]));
        builder.Metadata.Add(HostEndpoint.Instance);
        return builder.Build();
    }

    private async Task HandleAsync(HttpContext http, Func<ManagementCall, Task<IResult>> answer)
    {
        if (!keys.Opens(AuthorizationLevel.System, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var result = await AnswerAsync(new ManagementCall(http, runtime.Client, runtime.Operator), answer);
        await result.ExecuteAsync(http);
    }

    private async Task<IResult> AnswerAsync(ManagementCall call, Func<ManagementCall, Task<IResult>> answer)
    {
        if (call.FromQuery("taskHub") is { } hub && !string.Equals(hub, options.HubName, StringComparison.OrdinalIgnoreCase))
        {
            return ManagementCall.Malformed($"This app runs the task hub '{options.HubName}' only, not '{hub}': leave taskHub out.");
        }

        try
        {
            return await answer(call);
        }
        catch (OrchestrationNotFoundException)
        {
            return Results.NotFound();
        }
        catch (OrchestrationFinishedException)
        {
            return Results.StatusCode(StatusCodes.Status410Gone);
        }
        catch (OrchestrationAlreadyExistsException problem)
        {
            return Results.Text(problem.Message, statusCode: StatusCodes.Status409Conflict);
        }
        catch (ArgumentException problem)
        {
            // An id, a name or a continuation that cannot be one.
            return ManagementCall.Malformed(problem.Message);
        }
    }
}
