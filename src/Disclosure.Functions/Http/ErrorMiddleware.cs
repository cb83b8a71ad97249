using Azure;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Http;

/// <summary>
/// Turns whatever a function or its binding throws into a problem document with a number that the log carries too. The host itself
/// would answer with an empty 500.
/// </summary>
internal sealed class ErrorMiddleware(IIdGenerator ids, ILogger<ErrorMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        if (http is null)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away: nobody reads an answer.
            Logs.ClientWentAway(logger, context.FunctionDefinition.Name);
        }
        catch (RequestFailedException exception) when (exception.Status is 0 or 408 or 429 or >= 500)
        {
            await AnswerAsync(http, context, ApiErrors.StorageUnavailable, exception);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, context, ApiErrors.Unexpected, exception);
        }
    }

    private async Task AnswerAsync(HttpContext http, FunctionContext context, ApiError error, Exception exception)
    {
        var number = ids.Next()[..12];
        Logs.RequestFailed(logger, number, context.FunctionDefinition.Name, exception);
        // Not Clear(): the security headers belong on an error too. What the function said of its own answer does not.
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.Remove("Location");
        http.Response.Headers.CacheControl = "no-store";
        await http.Request.Problem(error, null, ("errorNumber", number)).ExecuteAsync(http);
    }
}
