using System.Reflection;
using Disclosure.Functions.Workflow;
using Embedded.DurableTask.Replay;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Disclosure.Functions.Tests.Golden;

/// <summary>Every orchestrator of the app, found as the host finds them.</summary>
internal static class OrchestratorCatalogue
{
    private static readonly Dictionary<string, MethodInfo> s_methods = typeof(ReportLifecycle)
        .Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute))))
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => s_methods.Keys;

    public static OrchestratorFactory Find(string name) => new(name, context => RunAsync(s_methods[name], context));

    private static async Task<object?> RunAsync(MethodInfo method, TaskOrchestrationContext context)
    {
        var running = (Task)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [context], null)!;
        await running;
        return running.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(running);
    }
}
