namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of an invocation.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>Runs around invocations; one instance for the life of the app.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs around one invocation. Not calling <paramref name="next"/> ends it here.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
