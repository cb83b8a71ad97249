using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Embedded.Functions.Hosting.Discovery;

/// <summary>Finds the functions of an assembly, in the order of their names, which is the order in which the real host tries routes.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Anywhere =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="InvalidOperationException">A function cannot be hosted; the message names it and says why.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(Assembly assembly, Func<MethodInfo, bool>? pick = null)
    {
        var found = new List<FunctionDescriptor>();
        foreach (var method in assembly.GetTypes().SelectMany(type => type.GetMethods(Anywhere)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute && (pick is null || pick(method)))
            {
                found.Add(Describe(attribute.Name, method));
            }
        }

        found.Sort((left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        for (var i = 1; i < found.Count; i++)
        {
            if (string.Equals(found[i - 1].Name, found[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException(
                    $"Two functions are named '{found[i].Name}': {found[i - 1].Place} and {found[i].Place}. Names must differ by more than case."
                );
            }
        }

        return found;
    }

    private static FunctionDescriptor Describe(string name, MethodInfo method)
    {
        var place = $"{method.DeclaringType?.FullName}.{method.Name}";
        Require(!string.IsNullOrWhiteSpace(name), $"The function at {place} has no name.");
        Require(method.IsPublic, $"Function '{name}' ({place}) must be public, else the real host does not find it.");
        Require(
            !method.ContainsGenericParameters && method.DeclaringType is { ContainsGenericParameters: false },
            $"Function '{name}' ({place}) must not be generic."
        );
        Require(
            method.IsStatic || method.DeclaringType is { IsAbstract: false },
            $"Function '{name}' ({place}) is an instance method of a type that cannot be made."
        );
        var parameters = method.GetParameters();
        Require(
            parameters.All(parameter => parameter.Name != "_"),
            $"Function '{name}' ({place}) has a parameter named '_': the real host does not load such a function."
        );
        var triggers = parameters.Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        Require(triggers.Count == 1, $"Function '{name}' ({place}) must have exactly one trigger, and has {triggers.Count}.");
        var trigger = TriggerOf(name, triggers[0].GetCustomAttribute<TriggerBindingAttribute>()!);
        var inputs = ImmutableDictionary.CreateBuilder<string, BindingMetadata>();
        inputs.Add(triggers[0].Name!, new InputBinding(triggers[0].Name!, trigger.BindingType));
        foreach (var client in parameters.Where(parameter => parameter.GetCustomAttribute<DurableClientAttribute>() is not null))
        {
            inputs.Add(client.Name!, new InputBinding(client.Name!, "durableClient"));
        }

        return new FunctionDescriptor
        {
            Name = name,
            Method = method,
            Trigger = trigger,
            TriggerParameter = triggers[0],
            Definition = new HostFunctionDefinition(name, method, inputs.ToImmutable()),
        };
    }

    private static Trigger TriggerOf(string function, TriggerBindingAttribute attribute) =>
        attribute switch
        {
            HttpTriggerAttribute http => new Trigger.Http(
                string.IsNullOrEmpty(http.Route) ? function : http.Route,
                http.Methods ?? [],
                http.AuthLevel
            ),
            TimerTriggerAttribute timer => new Trigger.Timer(timer.Schedule, timer.UseMonitor, timer.RunOnStartup),
            OrchestrationTriggerAttribute orchestration => new Trigger.Orchestration(orchestration.Orchestration ?? function),
            ActivityTriggerAttribute activity => new Trigger.Activity(activity.Activity ?? function),
            _ => throw new InvalidOperationException($"Function '{function}': the embedded host has no {attribute.GetType().Name}."),
        };

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
