using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Discovery;

/// <summary>What middleware may know of a function.</summary>
internal sealed class HostFunctionDefinition(string name, MethodInfo method, IImmutableDictionary<string, BindingMetadata> inputs)
    : FunctionDefinition
{
    public override string PathToAssembly { get; } = method.Module.Assembly.Location;

    public override string EntryPoint { get; } = $"{method.DeclaringType?.FullName}.{method.Name}";

    public override string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())))[..16];

    public override string Name { get; } = name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = inputs;
}

/// <summary>An input of a function.</summary>
internal sealed class InputBinding(string name, string type) : BindingMetadata
{
    public override string Name { get; } = name;

    public override string Type { get; } = type;

    public override BindingDirection Direction => BindingDirection.In;
}
