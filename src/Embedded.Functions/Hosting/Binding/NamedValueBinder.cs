using Embedded.Functions.Hosting.Invocation;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>A parameter without attribute, filled from what came with the trigger under its name.</summary>
internal sealed class NamedValueBinder(string name, Type type) : ParameterBinder
{
    public override ValueTask<object?> BindAsync(HostFunctionContext context) =>
        ValueTask.FromResult(
            context.BindingContext.BindingData.TryGetValue(name, out var value) && value is not null
                ? ValueConversion.Convert(value, type)
                : Missing
        );
}
