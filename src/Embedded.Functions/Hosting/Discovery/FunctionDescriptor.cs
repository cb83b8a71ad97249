using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Discovery;

/// <summary>A function as it was found.</summary>
internal sealed class FunctionDescriptor
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    public required Trigger Trigger { get; init; }

    /// <summary>The parameter that carries the trigger's attribute.</summary>
    public required ParameterInfo TriggerParameter { get; init; }

    public required FunctionDefinition Definition { get; init; }

    /// <summary>For messages: type and method.</summary>
    public string Place => $"{Method.DeclaringType?.FullName}.{Method.Name}";
}
