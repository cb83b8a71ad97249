using System.Reflection;
using Embedded.Functions.Hosting.Invocation;
using Microsoft.DurableTask;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>The first parameter of an orchestrator that nothing else fills is its input.</summary>
internal sealed class OrchestrationInputBinder(Type type) : ParameterBinder
{
    private readonly Func<TaskOrchestrationContext, object?> _read = typeof(OrchestrationInputBinder)
        .GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type)
        .CreateDelegate<Func<TaskOrchestrationContext, object?>>();

    public override ValueTask<object?> BindAsync(HostFunctionContext context) =>
        ValueTask.FromResult<object?>(_read((TaskOrchestrationContext)context.Trigger) ?? Missing);

    private static object? Read<T>(TaskOrchestrationContext context) => context.GetInput<T>();
}
